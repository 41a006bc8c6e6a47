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
