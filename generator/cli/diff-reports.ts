// Hides where the forms of a diff go: to standard output and to files.
import { DIFF_REPORTERS, type DiffReporterName, type Form } from '../report/index.js';
import type { DiffReport } from '../report/report.js';
import type { Io } from './io.js';
import { colour, json, printable } from './print.js';
import type { WantedReport } from './wanted-reports.js';
import { writeNamed } from './write-file.js';

/** Writes all forms; a sentence where one cannot be written. */
export function writeForms(
  report: DiffReport,
  wanted: readonly WantedReport<DiffReporterName>[],
  { title, places }: Pick<Form, 'title' | 'places'>,
  io: Io,
): string | undefined {
  for (const { name, file } of wanted) {
    // Colour is for who looks on.
    const isShown = file === undefined;
    const stream = { colour: isShown && io.colourOut === true };
    const form: Form = {
      ...{ title, places, json },
      paint: (look, text) => (look === 'plain' ? printable(text) : colour(stream, look, printable(text))),
    };
    const text = DIFF_REPORTERS[name](report, form);
    if (isShown) io.out(text);
    const problem = file === undefined ? undefined : writeNamed(file, text, io.cwd);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
