// Hides the shell: a sent request as a curl command that repeats it.
import type { SentRequest } from '../events.js';
import { harmless } from '../show.js';

/** One line for a POSIX shell; redacted credentials stay redacted. */
export function curlLine({ method, url, headers, body }: SentRequest): string {
  const parts = [
    'curl',
    '-sS',
    '-i',
    ...(method === 'GET' ? [] : method === 'HEAD' ? ['-I'] : ['-X', method]),
    quoted(url),
  ];
  // `name;` is how curl sends a header without a value.
  for (const [name, value] of headers)
    parts.push('-H', quoted(value === '' ? `${name};` : `${name}: ${value}`));
  if (body !== undefined) parts.push('--data-raw', quoted(body));
  return parts.join(' ');
}

/** In single quotes nothing is special; what a terminal must not see goes into `$'…'`. */
function quoted(text: string): string {
  if (/^[\w./:=@%+,-]+$/.test(text)) return text;
  if (harmless(text) === text && !/[\n\t]/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text
    .replace(/[\\']/g, '\\$&')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
      [...new TextEncoder().encode(character)]
        .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
        .join(''),
    );
  return `$'${escaped}'`;
}
