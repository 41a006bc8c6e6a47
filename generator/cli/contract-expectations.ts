// Hides expectations.yaml: a list of what is known to fail, each entry with a reason and a day on which it ends.
import type { CheckName, KnownFailure } from '../../contract/index.js';
import { parseDate } from '../../runtime/lifecycle.js';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import { closest } from '../family/closest.js';
import { readSource } from '../family/source-text.js';
import { pointerAt } from '../source.js';

const KEYS = ['cases', 'checks', 'reason', 'expires'];
const SAMPLE =
  '- { cases: notes/1.0/createNote, checks: [relations], reason: "NOTE-17", expires: 2026-12-31 }';

/**
 * Reads the list. Any error: no value.
 * @param checks names of checks that there are
 */
export function readExpectations(
  path: string,
  cwd: string,
  checks: readonly string[],
): Outcome<readonly KnownFailure[]> {
  const source = readSource(path, cwd);
  if (!source.value) return { diagnostics: source.diagnostics };
  const { value, position } = source.value;
  const reader = new Reader(position, checks);
  const known = reader.list(value);
  return reader.problems.length > 0
    ? { diagnostics: reader.problems }
    : { value: known, diagnostics: source.diagnostics };
}

/** Of entries that name no case of any version. */
export function unmatchedDiagnostics(entries: readonly KnownFailure[]): Diagnostic[] {
  return entries.map(({ cases, position }) => ({
    id: 'expectation-unmatched',
    severity: 'error',
    message: `No case is named by ${JSON.stringify(cases)}.`,
    position,
    hint: 'Take the entry out, or write an id as a report names it, its beginning, or * for a segment.',
  }));
}

class Reader {
  readonly problems: Diagnostic[] = [];
  readonly #position: (pointer: string) => Position;
  readonly #checks: readonly string[];

  constructor(position: (pointer: string) => Position, checks: readonly string[]) {
    this.#position = position;
    this.#checks = checks;
  }

  list(value: unknown): KnownFailure[] {
    if (Array.isArray(value)) return value.map((entry: unknown, at) => this.#entry(entry, `/${at}`));
    this.#say('', 'The file is no list.', `Write a list, such as ${SAMPLE}.`);
    return [];
  }

  #entry(value: unknown, at: string): KnownFailure {
    const entry: Readonly<Record<string, unknown>> =
      typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
    if (Object.keys(entry).length === 0)
      this.#say(at, 'An entry is no mapping.', `Write an entry such as ${SAMPLE}.`);
    else for (const key of Object.keys(entry)) if (!KEYS.includes(key)) this.#unknown(at, 'key', key, KEYS);
    const checks = this.#checkNames(entry['checks'], `${at}/checks`);
    return {
      cases: this.#text(entry, at, 'cases', 'Write an id as a report names it, or its beginning.'),
      reason: this.#text(entry, at, 'reason', 'Say why it fails, best with a link to where it is mended.'),
      expires: this.#date(entry, at),
      position: this.#position(at),
      ...(checks && { checks }),
    };
  }

  #text(entry: Readonly<Record<string, unknown>>, at: string, key: string, hint: string): string {
    const value = entry[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (Object.keys(entry).length > 0)
      this.#say(value === undefined ? at : `${at}/${key}`, `An entry has no ${key}.`, hint);
    return '';
  }

  #date(entry: Readonly<Record<string, unknown>>, at: string): string {
    const hint = 'Write the day from which it is excused no more, such as 2026-12-31.';
    const written = this.#text(entry, at, 'expires', hint);
    const date = written === '' ? undefined : parseDate(written);
    if (written !== '' && date === undefined)
      this.#say(`${at}/expires`, `${JSON.stringify(written)} is no day.`, hint);
    return date ?? '';
  }

  #checkNames(value: unknown, at: string): CheckName[] | undefined {
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || value.length === 0) {
      this.#say(at, 'The checks of an entry are no list.', 'Write a list, such as checks: [relations].');
      return undefined;
    }
    value.forEach((name: unknown, index) => {
      if (!this.#checks.includes(String(name)))
        this.#unknown(at, 'check', String(name), this.#checks, pointerAt(at, index));
    });
    return value.map(String) as CheckName[];
  }

  #unknown(
    at: string,
    what: string,
    name: string,
    known: readonly string[],
    pointer = pointerAt(at, name),
  ): void {
    const guess = closest(name, known);
    const hint = guess === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${guess}?`;
    this.#say(pointer, `There is no ${what} ${JSON.stringify(name)}.`, hint);
  }

  #say(pointer: string, message: string, hint: string): void {
    const position = this.#position(pointer);
    this.problems.push({ id: 'expectations-invalid', severity: 'error', message, position, hint });
  }
}
