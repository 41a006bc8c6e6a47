// Hides which JSON values a header's text may stand for (style `simple`, OpenAPI 3.1 §4.8.21), the most structured one first.

/** Every reading of a header value; the plain text is the last. */
export function headerReadings(text: string, explode: boolean): unknown[] {
  const items = text.split(',').map((item) => item.trim());
  return [
    ...scalars(text),
    text === '' ? [] : items.map((item) => scalars(item)[0] ?? item),
    ...(text === '' ? [] : [items]),
    objectOf(items, explode, (value) => scalars(value)[0] ?? value),
    objectOf(items, explode, (value) => value),
    text,
  ].filter((value) => value !== undefined);
}

function scalars(text: string): unknown[] {
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return [Number(text)];
  if (text === 'true' || text === 'false') return [text === 'true'];
  return text === '' || text === 'null' ? [null] : [];
}

/** `k=v,k=v` exploded, `k,v,k,v` otherwise. */
function objectOf(
  items: readonly string[],
  explode: boolean,
  read: (value: string) => unknown,
): object | undefined {
  if (explode) {
    const pairs = items.map((item) => /^([^=]+)=(.*)$/s.exec(item));
    if (!pairs.every((pair) => pair !== null)) return undefined;
    return Object.fromEntries(pairs.map((pair) => [pair[1] ?? '', read(pair[2] ?? '')]));
  }
  if (items.length % 2 !== 0) return undefined;
  return Object.fromEntries(
    items.flatMap((item, index) => (index % 2 === 0 ? [[item, read(items[index + 1] ?? '')] as const] : [])),
  );
}
