// Hides how Redocly reports: its problems become diagnostics with a file, line and column, in one order, each once.
import { isAbsoluteUrl, type NormalizedProblem } from '@redocly/openapi-core';
import type { Diagnostic, Position } from '../diagnostics.js';
import { shownPath } from '../source.js';
import { Places } from '../spec/places.js';
import { hintFor } from './hints.js';
import type { Written } from './projected.js';
import { printedId, severityOf } from './ruleset.js';

type Source = NormalizedProblem['location'][number]['source'];

/** Where the findings of one run stand. Redocly's own way takes a hundred thousand members a hundred thousand times. */
export class SourcePlaces {
  readonly #cwd: string;
  readonly #written: Written | undefined;
  readonly #known = new Map<Source, Places>();

  /** @param written the pointers of files that are linted otherwise than they are written */
  constructor(cwd: string, written?: Written) {
    this.#cwd = cwd;
    this.#written = written;
  }

  of({ location: [location] }: Pick<NormalizedProblem, 'location'>): Position | undefined {
    if (!location) return undefined;
    const { absoluteRef, body } = location.source;
    const file = isAbsoluteUrl(absoluteRef) ? absoluteRef : shownPath(absoluteRef, this.#cwd);
    if (location.pointer === undefined)
      return { file, line: location.start.line, column: location.start.col };
    const places = this.#known.get(location.source) ?? new Places(file, body);
    this.#known.set(location.source, places);
    const pointer = this.#written?.(absoluteRef, location.pointer) ?? location.pointer;
    return location.reportOnKey ? places.position(pointer) : places.valuePosition(pointer);
  }
}

/** One problem of Redocly as a diagnostic. */
export function finding(problem: NormalizedProblem, places: SourcePlaces): Diagnostic {
  const id = printedId(problem.ruleId);
  const position = places.of(problem);
  const suggestions =
    problem.suggest.length > 0 ? `Did you mean ${problem.suggest.join(' or ')}?` : undefined;
  const hint = suggestions ?? hintFor(id);
  return {
    id,
    severity: severityOf(problem.severity, problem.ruleId),
    message: sentence(problem.message),
    ...(position && { position }),
    ...(hint !== undefined && { hint }),
  };
}

/** By file, line, column and id; a finding in a file that several documents share is kept once. */
export function ordered(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const distinct = new Map(diagnostics.map((each) => [identity(each), each]));
  return [...distinct.values()].sort(
    (a, b) =>
      compare(a.position?.file ?? '', b.position?.file ?? '') ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
      compare(a.id, b.id) ||
      compare(a.message, b.message),
  );
}

function identity({ id, message, position }: Diagnostic): string {
  return JSON.stringify([position?.file, position?.line, position?.column, id, message]);
}

/** Redocly ends some messages with a full stop and some without. */
function sentence(message: string): string {
  const text = message.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
