// Hides where reports go: one stream and any number of files, each whole or not there at all.
import type { Report, ReporterName, RunEvent } from '../../contract/index.js';
import { Refusal } from './contract-arguments.js';
import type { Io } from './io.js';
import { type WantedReport, wantedReports } from './wanted-reports.js';
import { NamedFile } from './write-file.js';

type Kit = typeof import('../../contract/index.js');

/**
 * What `--reporter` asks for; the terminal's where nothing else is for standard output.
 * @throws Refusal
 */
export function wantedRunReports(
  given: readonly string[],
  { REPORTERS, LINE_REPORTERS }: Pick<Kit, 'REPORTERS' | 'LINE_REPORTERS'>,
): readonly WantedReport<ReporterName>[] {
  const known = Object.keys(REPORTERS) as ReporterName[];
  const wanted = wantedReports(given, { known, lines: LINE_REPORTERS, usual: 'terminal' });
  if (typeof wanted === 'string') throw new Refusal(wanted);
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
    wanted: readonly WantedReport<ReporterName>[],
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
