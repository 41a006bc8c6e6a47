// Hides how the arguments of `specpact mock` are read: each one, or a sentence that says how to write it.
import type { AcceptedCredentials } from '../../contract/mock/index.js';
import { Refusal } from './contract-arguments.js';

export function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 2 ** 16) return Number(text);
  throw new Refusal(`--port ${text} is no port; write --port 8080, or 0 for any that is free.`);
}

/** Milliseconds. */
export function settleOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Refusal(`--settle ${text} is no number of milliseconds; write --settle 2000.`);
}

export function seedOf(text: string): number {
  if (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 32) return Number(text);
  throw new Refusal(`--seed-value ${text} is no number below 4294967296; write --seed-value 7.`);
}

/** @param known keys of the security schemes of the documents */
export function credentialsOf(given: readonly string[], known: ReadonlySet<string>): AcceptedCredentials {
  const [only = 'any', ...more] = given;
  if (more.length === 0 && (only === 'any' || only === 'documented')) return only;
  return Object.fromEntries(
    given.map((each) => {
      const equals = each.indexOf('=');
      const scheme = equals < 1 ? each : each.slice(0, equals);
      const list = [...known].sort().join(', ') || 'none';
      // What stands behind the sign is a secret: no message repeats it.
      if (equals < 1 || !known.has(scheme))
        throw new Refusal(
          `--credentials takes any, documented, or SCHEME=SECRET with a security scheme of the document (${list}).`,
        );
      return [scheme, each.slice(equals + 1)];
    }),
  );
}
