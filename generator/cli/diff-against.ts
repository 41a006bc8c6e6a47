// Hides `specpact diff --against`: documents and families compared with what they were, in git or elsewhere, and judged by what callers were told.
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic, Position } from '../diagnostics.js';
import { readFamily } from '../family/manifest.js';
import type { DiffComparison, DiffReport } from '../report/report.js';
import { loadSpec } from '../spec/load.js';
import { type Comparing, comparison, faultsOf } from './diff-documents.js';
import { findManifests, noFamilies } from './find-manifests.js';
import { gitAt } from './git.js';
import { writeFolder } from './git-folder.js';
import { compareRevisions } from './revisions.js';

interface Part {
  readonly comparisons: readonly DiffComparison[];
  readonly notes: readonly Diagnostic[];
}

/** @param paths documents, family.yaml files, and folders of such */
export async function compareWithEarlier(
  against: string,
  paths: readonly string[],
  comparing: Comparing,
): Promise<DiffReport | string> {
  const { io, instant } = comparing;
  const parts: Part[] = [];
  for (const path of paths) {
    const absolute = resolve(io.cwd, path);
    if (!existsSync(absolute))
      return `There is no ${path}. Name documents, family.yaml files or folders of families.`;
    const isDocument = !statSync(absolute).isDirectory() && basename(absolute) !== 'family.yaml';
    const part = isDocument
      ? await compareDocument(against, absolute, comparing)
      : await compareFamilies(against, path, comparing);
    if (typeof part === 'string') return part;
    parts.push(part);
  }
  return {
    now: instant.toISOString(),
    comparisons: parts.flatMap(({ comparisons }) => comparisons),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

async function compareFamilies(against: string, path: string, comparing: Comparing): Promise<Part | string> {
  const { io } = comparing;
  const files = findManifests(path, io.cwd);
  if (files.length === 0) return noFamilies(path, io.cwd);
  const read = await Promise.all(files.map((file) => readFamily(file, io.cwd)));
  const broken = read.flatMap(({ value, diagnostics }) => (value ? [] : diagnostics));
  const manifests = read.flatMap(({ value }) => value ?? []);
  const revised = await compareRevisions(against, manifests, comparing, true);
  if (typeof revised === 'string') return revised;
  const { rules, comparisons, faults, earlierFaults, unreadable } = revised;
  return { comparisons, notes: [...broken, ...rules, ...earlierFaults, ...faults, ...unreadable] };
}

/** A lone document, with what it was at the same path. */
async function compareDocument(
  against: string,
  absolute: string,
  comparing: Comparing,
): Promise<Part | string> {
  const { io, allowHosts, root } = comparing;
  const newer = await loadSpec(absolute, {
    cwd: io.cwd,
    allowHosts,
    ...(root !== undefined && { root: resolve(io.cwd, root) }),
  });
  const spec = newer.value;
  if (!spec) return { comparisons: [], notes: newer.diagnostics };
  const compareWith = async (
    path: string,
    cwd: string,
    shown: (position: Position) => Position,
  ): Promise<Part> => {
    const older = await loadSpec(path, { cwd, allowHosts });
    if (!older.value) return { comparisons: [], notes: [...older.diagnostics, ...newer.diagnostics] };
    const title = `${spec.file}, against ${against}`;
    const compared = await comparison(
      title,
      { spec: older.value, shown },
      { spec },
      { kind: 'documents' },
      comparing,
    );
    return {
      comparisons: [compared],
      notes: [...faultsOf(older.diagnostics, shown), ...faultsOf(newer.diagnostics)],
    };
  };
  if (!against.startsWith('git:')) {
    const other = resolve(io.cwd, against);
    if (!existsSync(other)) return `There is no ${against}.`;
    const file = statSync(other).isDirectory() ? join(other, basename(absolute)) : other;
    return existsSync(file)
      ? compareWith(file, io.cwd, (position) => position)
      : `There is no ${basename(absolute)} in ${against}.`;
  }
  const ref = against.slice(4);
  if (ref === '') return '--against git: names no revision; write git:main.';
  const git = await gitAt(dirname(absolute), ref);
  if (typeof git === 'string') return git;
  const path = `${git.prefix}${basename(absolute)}`;
  if ((await git.text(path)) === undefined)
    return `There is no ${path} in ${against}: nothing to compare it with.`;
  const folder = await mkdtemp(join(tmpdir(), 'specpact-'));
  try {
    const leftOut = await writeFolder(git, git.prefix, folder);
    if (typeof leftOut === 'string') return `${against}: ${leftOut}`;
    return await compareWith(join(folder, path), folder, (position) => ({
      ...position,
      file: `${against}:${position.file}`,
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
