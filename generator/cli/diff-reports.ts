// Hides where the forms of a diff go: one to standard output, any number to files.
import { DIFF_REPORTERS, type DiffReporterName, type Form } from '../report/index.js';
import type { DiffReport } from '../report/report.js';
import type { Io } from './io.js';
import { noSuch } from './no-such.js';
import { colour, json, printable } from './print.js';
import { writeNamed } from './write-file.js';

export interface WantedForm {
  readonly name: DiffReporterName;
  readonly file?: string;
}

/** What `--reporter` asks for; a sentence where it makes no sense. */
export function wantedForms(
  given: readonly string[],
  known: readonly DiffReporterName[],
  [usual]: readonly [DiffReporterName],
): readonly WantedForm[] | string {
  const wanted: WantedForm[] = [];
  for (const each of new Set(given)) {
    const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(each) ?? [];
    if (!known.some((one) => one === name)) return noSuch('reporter', name, known, 'Reporters');
    if (file === '') return `--reporter ${name}= names no file; write --reporter ${name}=report.out.`;
    wanted.push({ name: name as DiffReporterName, ...(file !== undefined && { file }) });
  }
  const files = wanted.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, at) => files.indexOf(file) < at);
  if (twice !== undefined) return `Two reporters cannot write the same file: ${twice}.`;
  const shown = wanted.filter(({ file }) => file === undefined);
  if (shown.length === 0)
    return files.length > 0 && usual !== 'terminal' ? wanted : [{ name: usual }, ...wanted];
  const [first, second] = shown;
  return second
    ? `Only one document can go to standard output, not ${first?.name} and ${second.name}; name a file: --reporter ${second.name}=FILE.`
    : wanted;
}

/** Writes all forms; a sentence where one cannot be written. */
export function writeForms(
  report: DiffReport,
  wanted: readonly WantedForm[],
  title: string,
  io: Io,
): string | undefined {
  for (const { name, file } of wanted) {
    // Colour is for who looks on.
    const isShown = file === undefined;
    const stream = { colour: isShown && io.colourOut === true };
    const form: Form = {
      title,
      json,
      paint: (look, text) => (look === 'plain' ? printable(text) : colour(stream, look, printable(text))),
    };
    const text = DIFF_REPORTERS[name](report, form);
    if (isShown) io.out(text);
    const problem = file === undefined ? undefined : writeNamed(file, text, io.cwd);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
