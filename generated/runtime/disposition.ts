// Hides Content-Disposition (RFC 6266): the name under which an answer is meant to be saved.

/**
 * The file name that an answer suggests; undefined where it has none. Whoever sent it chose it: what is given is one name, without
 * folders and control characters (RFC 6266 §4.3), but it may name an existing file.
 */
export function filenameOf(response: { readonly headers: Headers }): string | undefined {
  const parameters = parametersOf(response.headers.get('content-disposition') ?? '');
  const name = extendedValue(parameters.get('filename*')) ?? parameters.get('filename');
  const last = name
    ?.split(/[/\\]/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, '')
    .trim();
  return last === undefined || /^\.*$/.test(last) ? undefined : last;
}

/** The header by which an answer is saved under a name: its ASCII for readers of old, and all of it (RFC 8187). */
export function attachment(filename: string): string {
  const ascii = filename.replace(/[^ -~]|["\\%]/g, '_');
  if (ascii === filename) return `attachment; filename="${filename}"`;
  const whole = encodeURIComponent(filename.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`;
}

/** Names in lower case; of one that comes twice the first counts. */
function parametersOf(header: string): Map<string, string> {
  const found = new Map<string, string>();
  const parameter = /;\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;
  for (const [, name = '', quoted, bare = ''] of header.matchAll(parameter)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1'));
  }
  return found;
}

/** `UTF-8''na%C3%AFve` (RFC 8187 §3.2.1); undefined where it cannot be read. */
export function extendedValue(text: string | undefined): string | undefined {
  const [, charset = '', encoded = ''] = /^([\w-]+)'[^']*'(.*)$/.exec(text ?? '') ?? [];
  try {
    if (/^utf-8$/i.test(charset)) return decodeURIComponent(encoded);
    if (!/^iso-8859-1$/i.test(charset)) return undefined;
    return encoded.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  } catch {
    return undefined;
  }
}
