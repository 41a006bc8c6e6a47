// Hides how scripts get into a package.json: beside what is there, in its own manner of writing.
import type { Manifest } from './detect.js';
import { recordOf } from './detect.js';

export interface Added {
  readonly text: string;
  /** What is new, by the names that it got. */
  readonly scripts: Readonly<Record<string, string>>;
  /** What was there already, to the letter. */
  readonly known: readonly string[];
  /** What each is called now, by the name that was wanted. */
  readonly names: Readonly<Record<string, string>>;
}

/** @param wanted name, command, and the name that is taken where the first stands for something else; where both do, the script is left out */
export function withScripts(
  manifest: Manifest | undefined,
  wanted: readonly (readonly [name: string, command: string, otherwise: string])[],
): Added {
  const value = manifest?.value ?? { private: true, type: 'module' };
  const there = recordOf(value['scripts']);
  const scripts: Record<string, string> = {};
  const known: string[] = [];
  const names: Record<string, string> = {};
  for (const [name, command, otherwise] of wanted) {
    const same = [name, otherwise].find((each) => there[each] === command);
    const free = [name, otherwise].find((each) => !Object.hasOwn(there, each));
    if (same !== undefined) known.push(same);
    else if (free !== undefined) scripts[free] = command;
    const called = same ?? free;
    if (called !== undefined) names[name] = called;
  }
  const next = { ...value, scripts: { ...there, ...scripts } };
  const text = manifest?.text ?? '';
  const [, indent = '  '] = /^[{[][^\S\n]*\r?\n([ \t]+)/.exec(text.replace(/^\ufeff/, '')) ?? [];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const end = manifest === undefined || /\n$/.test(text) ? eol : '';
  return { text: JSON.stringify(next, null, indent).replaceAll('\n', eol) + end, scripts, known, names };
}
