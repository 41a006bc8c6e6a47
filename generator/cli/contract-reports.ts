// Hides where reports go: one stream and any number of files, each whole or not there at all.
import type { Report, ReporterName, RunEvent } from '../../contract/index.js';
import { Refusal } from './contract-arguments.js';
import type { Io } from './io.js';
import { noSuch } from './no-such.js';
import { NamedFile } from './write-file.js';

type Kit = typeof import('../../contract/index.js');

/** `name`, to standard output, or `name=file`. */
export interface WantedReport {
  readonly name: ReporterName;
  readonly file?: string;
}

/**
 * What `--reporter` asks for; the terminal's where nothing else is for standard output.
 * @throws Refusal
 */
export function wantedReports(
  given: readonly string[],
  { REPORTERS, LINE_REPORTERS }: Pick<Kit, 'REPORTERS' | 'LINE_REPORTERS'>,
): readonly WantedReport[] {
  const known = Object.keys(REPORTERS);
  const wanted = [...new Set(given)].map((each): WantedReport => {
    const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(each) ?? [];
    if (!known.includes(name)) throw new Refusal(noSuch('reporter', name, known, 'Reporters'));
    if (file === '')
      throw new Refusal(`--reporter ${name}= names no file; write --reporter ${name}=report.out.`);
    return { name: name as ReporterName, ...(file !== undefined && { file }) };
  });
  const files = wanted.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, at) => files.indexOf(file) < at);
  if (twice !== undefined) throw new Refusal(`Two reporters cannot write the same file: ${twice}.`);
  const shown = wanted.filter(({ file }) => file === undefined).map(({ name }) => name);
  if (shown.length === 0) return [{ name: 'terminal' }, ...wanted];
  if (shown.length > 1 && shown.some((name) => !LINE_REPORTERS.has(name))) {
    const [, second = ''] = shown;
    throw new Refusal(
      `Only one document can go to standard output, not ${shown.join(' and ')}; name a file: --reporter ${second}=FILE.`,
    );
  }
  return wanted;
}

interface Open {
  readonly report: Report;
  readonly file?: NamedFile;
  /** For people: no document. */
  readonly isLines: boolean;
}

/** Feeds every report of a run. */
export class Reports {
  readonly #open: readonly Open[];
  readonly #io: Io;

  /** Opens every file before anything is sent. @throws Refusal where one cannot be written */
  constructor(
    wanted: readonly WantedReport[],
    { REPORTERS, LINE_REPORTERS }: Pick<Kit, 'REPORTERS' | 'LINE_REPORTERS'>,
    io: Io,
    tool: string,
  ) {
    const open: Open[] = [];
    this.#open = open;
    this.#io = io;
    for (const { name, file } of wanted) {
      const colour = file === undefined && io.colourOut === true;
      const report = REPORTERS[name]({ colour, tool });
      const opened = file === undefined ? undefined : NamedFile.open(file, io.cwd);
      if (typeof opened === 'string') {
        this.drop();
        throw new Refusal(opened);
      }
      open.push({ report, isLines: LINE_REPORTERS.has(name), ...(opened && { file: opened }) });
    }
  }

  add(event: RunEvent): void {
    for (const { report, file } of this.#open) this.#write(report.add(event), file);
  }

  /**
   * @param isNothing true where nothing was judged: people are told so in a line, documents hold it
   * @returns sentences that say which files could not be written
   */
  end(isNothing: boolean): readonly string[] {
    return this.#open.flatMap(({ report, file, isLines }) => {
      const text = report.end();
      if (file || !isLines || !isNothing) this.#write(text, file);
      return file?.finish() ?? [];
    });
  }

  /** Leaves no half of a file behind; after `end` it does nothing. */
  drop(): void {
    for (const { file } of this.#open) file?.drop();
  }

  #write(text: string, file: NamedFile | undefined): void {
    if (text === '') return;
    if (file) file.write(text);
    else this.#io.out(text);
  }
}
