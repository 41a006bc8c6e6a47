// Hides `specpact diff --against`: documents and families compared with what they were, in git or elsewhere, and judged by what callers were told.
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic, Position } from '../diagnostics.js';
import { type FamilyManifest, readFamily } from '../family/manifest.js';
import { checkRevisions } from '../family/revisions.js';
import { loadVersion } from '../pipeline.js';
import type { Relation } from '../policy/changes.js';
import type { DiffComparison, DiffReport } from '../report/report.js';
import { ParsedTexts } from '../spec/files.js';
import { loadSpec } from '../spec/load.js';
import { familyNew, pairsOf, unreadable } from './against.js';
import { asWarning, type Comparing, comparison, correctionIn } from './diff-documents.js';
import { entryText } from './diff-versions.js';
import { type Earlier, withEarlier } from './earlier.js';
import { findManifests, noFamilies } from './find-manifests.js';
import { gitAt } from './git.js';
import { writeFolder } from './git-folder.js';

interface Part {
  readonly comparisons: readonly DiffComparison[];
  readonly notes: readonly Diagnostic[];
}

/** @param paths documents, family.yaml files, and folders of such */
export async function compareRevisions(
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
  const notes = read.flatMap(({ value, diagnostics }) => (value ? [] : diagnostics));
  return withEarlier(against, io, async (earlierOf) => {
    const parts: Part[] = [{ comparisons: [], notes }];
    for (const manifest of read.flatMap(({ value }) => value ?? [])) {
      const earlier = await earlierOf(manifest);
      if (typeof earlier === 'string') return earlier;
      if (earlier) parts.push(await compareFamily(against, earlier, manifest, comparing));
      else parts.push({ comparisons: [], notes: [familyNew(manifest, against)] });
    }
    return {
      comparisons: parts.flatMap(({ comparisons }) => comparisons),
      notes: parts.flatMap((part) => part.notes),
    };
  });
}

async function compareFamily(
  against: string,
  earlier: Earlier,
  after: FamilyManifest,
  comparing: Comparing,
): Promise<Part> {
  const { io, allowHosts, instant } = comparing;
  const { manifest: before, firstDated } = earlier;
  const notes = [
    ...checkRevisions({ before: before.family, after, instant, ...(firstDated && { firstDated }) }),
  ];
  const comparisons: DiffComparison[] = [];
  const parsed = { older: new ParsedTexts(), newer: new ParsedTexts() };
  for (const [was, is] of pairsOf(before, after)) {
    const lenient = { allowHosts, lenient: true };
    const newer = await loadVersion(after, is.id, { ...lenient, cwd: io.cwd, parsed: parsed.newer });
    const older = await loadVersion(before, was.id, { ...lenient, cwd: earlier.cwd, parsed: parsed.older });
    if (!newer.value) notes.push(...newer.diagnostics);
    if (!older.value) notes.push(unreadable(against, was.id, earlier, after, older.diagnostics));
    if (!newer.value || !older.value) continue;
    const [base, revision] = [
      { ...older.value, shown: (position: Position) => earlier.shown(position) },
      newer.value,
    ];
    const relation: Relation = {
      ...{ kind: 'revisions', family: before.family, before: was, after: is, instant },
      isCorrected: correctionIn(base, revision),
    };
    const title = `${after.family.family}: ${entryText(after, is.id)}, against ${against}`;
    comparisons.push(await comparison(title, base, revision, relation, comparing));
  }
  return { comparisons, notes };
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
    const notes = [...older.diagnostics, ...newer.diagnostics];
    if (!older.value) return { comparisons: [], notes };
    const title = `${spec.file}, against ${against}`;
    const compared = await comparison(
      title,
      { spec: older.value, shown },
      { spec },
      { kind: 'documents' },
      comparing,
    );
    return { comparisons: [compared], notes: notes.map(asWarning) };
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
