// Hides how the arguments of `specpact mock` are read: each one, or a sentence that says how to write it.
import type { AcceptedCredentials, Chaos } from '../../contract/mock/index.js';
import { Refusal } from './contract-arguments.js';

export function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 2 ** 16) return Number(text);
  throw new Refusal(`--port ${text} is no port; write --port 8080, or 0 for any that is free.`);
}

export function hostOf(text: string): string {
  if (text.trim() !== '') return text;
  throw new Refusal('--host names no address; write --host 127.0.0.1, or 0.0.0.0 for all of this machine.');
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

export function bodyLimitOf(text: string): number {
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new Refusal(`--body-limit ${text} is no number of bytes; write --body-limit 1048576.`);
}

export function adminPathOf(path: string): string {
  if (/^(\/[\w.~-]+)+$/.test(path) && !/\/\.\.?(\/|$)/.test(path)) return path;
  throw new Refusal(`--admin-path ${path} is no path; write --admin-path /__specpact.`);
}

/** `latency=100..500,errors=0.05,drop=0.01` */
export function chaosOf(text: string): Chaos {
  const chaos: { -readonly [Name in keyof Chaos]: Chaos[Name] } = {};
  for (const part of text.split(',')) {
    const [name = '', value = ''] = part.trim().split('=');
    const [, from, to = from] = /^(\d{1,6})(?:\.\.(\d{1,6}))?$/.exec(value) ?? [];
    const share = /^(0|1|0?\.\d+|1\.0+)$/.test(value) ? Number(value) : undefined;
    if (name === 'latency' && from !== undefined && Number(from) <= Number(to))
      chaos.latency = { from: Number(from), to: Number(to) };
    else if ((name === 'errors' || name === 'drop') && share !== undefined) chaos[name] = share;
    else
      throw new Refusal(
        `--chaos ${text} is not understood; write latency=100..500 (milliseconds), errors=0.05 and drop=0.01 (shares of 1), separated by commas.`,
      );
  }
  return chaos;
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
