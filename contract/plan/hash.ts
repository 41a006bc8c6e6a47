// Hides how a text becomes a number that is the same on every machine.

/** FNV-1a over code units, 32 bits: even enough for a few parts, or for a seed. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
