// Hides how two documents are read and compared, and how a comparison becomes a part of a report.
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Notice } from '../diff/rules/endings.js';
import { isOfTheVersion, type Relation } from '../policy/changes.js';
import type { DiffComparison, DiffReport } from '../report/report.js';
import { ParsedTexts } from '../spec/files.js';
import { loadSpec } from '../spec/load.js';
import type { LoadedSpec } from '../spec/types.js';
import type { Io } from './io.js';

/** How anything is compared. */
export interface Comparing {
  readonly io: Pick<Io, 'cwd' | 'signal'>;
  readonly instant: Date;
  readonly notice: Notice;
  readonly allowHosts: readonly string[];
  readonly extensions: readonly string[];
  readonly root?: string;
}

/** A document, and how its places are shown. */
export interface Side {
  readonly spec: Pick<LoadedSpec, 'document' | 'locate'>;
  shown?(position: Position): Position;
}

export async function comparison(
  title: string,
  base: Side,
  revision: Side,
  relation: Relation,
  { notice, extensions }: Pick<Comparing, 'notice' | 'extensions'>,
): Promise<DiffComparison> {
  const [{ changesBetween }, { findingsOf }, { reported }] = await Promise.all([
    import('../diff/changes/compare-documents.js'),
    import('../diff/findings.js'),
    import('../report/report.js'),
  ]);
  const changes = changesBetween(base.spec.document, revision.spec.document, { extensions });
  const place =
    ({ spec, shown }: Side) =>
    (pointer: string) =>
      shown?.(spec.locate(pointer)) ?? spec.locate(pointer);
  const places = { base: place(base), revision: place(revision) };
  return {
    title,
    changes: findingsOf(changes, notice)
      .filter((finding) => !isOfTheVersion(finding, relation))
      .map((finding) => reported(finding, relation, places)),
  };
}

/** Where nobody has said how long a deprecation must be told beforehand. */
export function noNotice(instant: Date): Notice {
  return { today: instant.toISOString().slice(0, 10), days: 0, betaDays: 0 };
}

/** Two documents of which nothing is known but what they say. What is wrong with them is told, and the rest compared. */
export async function compareFiles(
  first: string,
  second: string,
  comparing: Comparing,
): Promise<DiffReport | string> {
  const { io, instant } = comparing;
  for (const path of [first, second]) {
    const problem = obstacleTo(path, io.cwd);
    if (problem !== undefined) return problem;
  }
  const [base, revision] = [await read(first, comparing), await read(second, comparing)];
  const now = instant.toISOString();
  if (!base.value || !revision.value)
    return { now, comparisons: [], notes: [...base.diagnostics, ...revision.diagnostics] };
  const title = `${base.value.file} → ${revision.value.file}`;
  const compared = await comparison(
    title,
    { spec: base.value },
    { spec: revision.value },
    { kind: 'documents' },
    comparing,
  );
  const notes = [base, revision].flatMap(({ diagnostics }) => faultsOf(diagnostics));
  return { now, comparisons: [compared], notes };
}

/**
 * What is wrong with a document that was compared all the same: it is no change of the API, and no more than a warning, but whoever reads
 * must know that a part is missing.
 */
export function faultsOf(
  diagnostics: readonly Diagnostic[],
  shown = (position: Position) => position,
): Diagnostic[] {
  const placed = diagnostics.map((each) => ({
    ...each,
    ...(each.position && { position: shown(each.position) }),
  }));
  const errors = placed.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return placed;
  const files = [...new Set(errors.flatMap(({ position }) => position?.file ?? []))].join(', ');
  return [
    ...placed.map(
      (each): Diagnostic => (each.severity === 'error' ? { ...each, severity: 'warning' } : each),
    ),
    {
      ...{ id: 'diff-incomplete', severity: 'warning' },
      message: `${errors.length === 1 ? 'A part' : `${errors.length} parts`} of ${files} could not be read, and ${errors.length === 1 ? 'was' : 'were'} not compared.`,
      ...(first.position && { position: first.position }),
      hint: 'Mend what is named above. With --fail-on warning this fails.',
    },
  ];
}

export function obstacleTo(path: string, cwd: string): string | undefined {
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) return `There is no ${path}.`;
  if (statSync(absolute).isDirectory() || basename(absolute) === 'family.yaml')
    return `${path} is no document: compare families with --family NAME and two versions, or with --against git:REF.`;
  return undefined;
}

async function read(path: string, { io, allowHosts, root }: Comparing) {
  const folder = root === undefined ? dirname(resolve(io.cwd, path)) : resolve(io.cwd, root);
  return loadSpec(path, { cwd: io.cwd, root: folder, allowHosts, parsed: new ParsedTexts() });
}
