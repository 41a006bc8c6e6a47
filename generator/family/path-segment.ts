// Hides which names may become a folder on every system: family names and version ids do.

/** Device names of Windows, which stay reserved whatever extension follows. */
const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** Whether the name is one folder name, on every file system, that no shell and no archive reads otherwise. */
export function isSafeSegment(name: string): boolean {
  const plain = /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) && name.length <= 100;
  return plain && !name.includes('..') && !name.endsWith('.') && !RESERVED.test(name);
}
