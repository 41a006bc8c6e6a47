// Hides how the arguments of `specpact contract` are read: each one, or a sentence that says how to write it.

/** A sentence for people: the command could not run. */
export class Refusal extends Error {}

/** Milliseconds. */
export function timeoutOf(text: string): number {
  // setTimeout counts in 31 bits and fires at once beyond them.
  if (/^[1-9]\d{0,9}$/.test(text) && Number(text) < 2 ** 31) return Number(text);
  throw new Refusal(`--timeout ${text} is no number of milliseconds; write --timeout 30000.`);
}

/** Parameter name → text. */
export function variablesOf(settings: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    settings.map((setting) => {
      const equals = setting.indexOf('=');
      if (equals < 1)
        throw new Refusal(
          `--set needs a name and a value: --set volume_id=3f500f00. Given: ${JSON.stringify(setting)}.`,
        );
      return [setting.slice(0, equals), setting.slice(equals + 1)];
    }),
  );
}

/** Header name → value. Values may be secrets: no message repeats them. */
export function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/s.exec(line) ?? [];
      if (name === undefined || value === undefined)
        throw new Refusal("--header needs a name, a colon and a value: --header 'X-Auth-Token: abc'.");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      if (/[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/.test(value))
        throw new Refusal(`The value of --header '${name}: …' holds characters that a header cannot carry.`);
      return [name, value];
    }),
  );
}

/** Requests a second. */
export function rateOf(text: string): number {
  const rate = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (rate > 0) return rate;
  throw new Refusal(`--rate ${text} is no number of requests a second; write --rate 20, or 0.5.`);
}

/** Cases under way at a time. */
export function concurrencyOf(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new Refusal(`--concurrency ${text} is no number of cases; write --concurrency 8.`);
}

/** Percent, 0 to 100. */
export function percentOf(text: string): number {
  const percent = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : 101;
  if (percent <= 100) return percent;
  throw new Refusal(`--fail-under ${text} is no percentage; write --fail-under 80.`);
}

const MOST_SHARDS = 1000;

export function shardNumbers(text: string): { index: number; of: number } {
  const [, index = 0, of = 0] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []).map(Number);
  if (index > 0 && index <= of && of <= MOST_SHARDS) return { index, of };
  throw new Refusal(`--shard ${text} names no part; write --shard 2/5 for the second of five.`);
}
