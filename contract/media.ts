// Hides media types (RFC 9110 §8.3): their parts, their kinds, and when one fits a documented one.

export interface MediaType {
  /** `type/subtype` in lower case. */
  readonly essence: string;
  /** Names in lower case, values unquoted. */
  readonly parameters: ReadonlyMap<string, string>;
}

export function parseMediaType(text: string): MediaType {
  const [essence = '', ...rest] = text.match(/(?:[^;"]|"(?:[^"\\]|\\.)*")+/g) ?? [];
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const value = part.slice(equals + 1).trim();
    const bare = value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value;
    parameters.set(part.slice(0, equals).trim().toLowerCase(), bare);
  }
  return { essence: essence.trim().toLowerCase(), parameters };
}

/** True where a media type lies in a documented one or range (`application/*`): every documented parameter but `charset` is there too. */
export function fitsMediaType(actual: string, documented: string): boolean {
  if (actual === documented) return true;
  const [is, should] = [parseMediaType(actual), parseMediaType(documented)];
  const range = should.essence.endsWith('/*') ? should.essence.slice(0, -1) : undefined;
  if (
    should.essence !== '*/*' &&
    !(range === undefined ? is.essence === should.essence : is.essence.startsWith(range))
  )
    return false;
  return [...should.parameters].every(
    ([name, value]) => name === 'charset' || is.parameters.get(name) === value,
  );
}
