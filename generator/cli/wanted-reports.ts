// Hides how `--reporter name` and `--reporter name=file` are read: one document to standard output, any number to files.
import { noSuch } from './no-such.js';

/** `name`, to standard output, or `name=file`. */
export interface WantedReport<Name extends string> {
  readonly name: Name;
  readonly file?: string;
}

/** What there is to ask for. */
export interface Reporters<Name extends string> {
  readonly known: readonly Name[];
  /** Those that print lines and may share a stream; each of the others writes one document. */
  readonly lines: ReadonlySet<Name>;
  /** What is printed where nothing else is asked for: lines also beside files, a document only where there are none. */
  readonly usual: Name;
}

/** What `--reporter` asks for; a sentence where it makes no sense. */
export function wantedReports<Name extends string>(
  given: readonly string[],
  { known, lines, usual }: Reporters<Name>,
): readonly WantedReport<Name>[] | string {
  const wanted: WantedReport<Name>[] = [];
  for (const each of new Set(given)) {
    const [, written = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(each) ?? [];
    const name = known.find((one) => one === written);
    if (name === undefined) return noSuch('reporter', written, known, 'Reporters');
    if (file === '') return `--reporter ${name}= names no file; write --reporter ${name}=report.out.`;
    wanted.push({ name, ...(file !== undefined && { file }) });
  }
  const files = wanted.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, at) => files.indexOf(file) < at);
  if (twice !== undefined) return `Two reporters cannot write the same file: ${twice}.`;
  const shown = wanted.filter(({ file }) => file === undefined).map(({ name }) => name);
  if (shown.length === 0)
    return files.length > 0 && !lines.has(usual) ? wanted : [{ name: usual }, ...wanted];
  if (shown.length > 1 && shown.some((name) => !lines.has(name)))
    return `Only one document can go to standard output, not ${shown.join(' and ')}; name a file: --reporter ${shown[1]}=FILE.`;
  return wanted;
}
