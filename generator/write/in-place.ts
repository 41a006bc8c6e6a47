// Hides how files are replaced one by one where the folder cannot be replaced as a whole: a journal tells what is under way.
import { copyFileSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Area } from './area.js';
import { MANIFEST, readManifest } from './manifest.js';
import { lstatOf, obstacleTo, reachable, removeEmpty } from './paths.js';
import type { Plan } from './plan.js';

/** What moves from the area into the folder, and what leaves the folder. */
interface Journal {
  /** Forwards, or back again after an error. */
  readonly from: 'fresh' | 'undo';
  readonly moves: readonly string[];
  readonly removes: readonly string[];
}

/**
 * Moves new files over old ones. Before the first of them moves, all are written and the journal stands: what a killed run has
 * begun `replay` ends. An error undoes what was done.
 * @throws Error of the system; nothing has changed then
 */
export function replaceFiles({ folder, texts, missing, removed }: Plan, area: Area): void {
  const moves = [...texts.keys()];
  const replaced = [...moves.filter((path) => !missing.has(path)), ...removed];
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(area.fresh, path)), { recursive: true });
    writeFileSync(join(area.fresh, path), text);
  }
  for (const path of replaced) keep(join(folder, path), join(area.undo, path));
  const forth: Journal = { from: 'fresh', moves, removes: removed };
  const back: Journal = { from: 'undo', moves: replaced, removes: [...missing] };
  writeJournal(area, forth);
  try {
    carryOut(folder, area, forth);
  } catch (cause) {
    attempt(() => writeJournal(area, back));
    attempt(() => carryOut(folder, area, back));
    throw cause;
  }
}

/** Does the rest of what a run began that was killed. A journal may say anything: what is not ours stays. */
export function replay(folder: string, area: Area): void {
  const journal = readJournal(area);
  if (!journal || !lstatOf(folder)?.isDirectory()) return;
  const { from } = journal;
  const manifest = readManifest(folder);
  const isOurs = (path: string) =>
    path === MANIFEST || manifest === 'damaged' || manifest?.files.has(path) === true;
  const isFile = (path: string) =>
    obstacleTo(area[from], path) === undefined && lstatOf(join(area[from], path))?.isFile() === true;
  const moves = reachable(folder, journal.moves).filter(
    (path) => isFile(path) && (isOurs(path) || !lstatOf(join(folder, path))),
  );
  const removes = reachable(folder, journal.removes).filter(isOurs);
  attempt(() => carryOut(folder, area, { from, moves, removes }));
}

/** The manifest goes last: until it stands, the next run still knows the old files as its own. */
function carryOut(folder: string, area: Area, { from, moves, removes }: Journal): void {
  const move = (path: string) => {
    if (!lstatOf(join(area[from], path))) return; // moved already
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    renameSync(join(area[from], path), join(folder, path));
  };
  for (const path of moves) if (path !== MANIFEST) move(path);
  for (const path of removes) {
    rmSync(join(folder, path), { force: true });
    removeEmpty(dirname(join(folder, path)), folder);
  }
  if (moves.includes(MANIFEST)) move(MANIFEST);
}

/** A second name for a file, or a copy of it where there are no second names. */
function keep(path: string, under: string): void {
  mkdirSync(dirname(under), { recursive: true });
  try {
    linkSync(path, under);
  } catch {
    copyFileSync(path, under);
  }
}

function writeJournal(area: Area, journal: Journal): void {
  writeFileSync(`${area.journal}.new`, JSON.stringify(journal));
  renameSync(`${area.journal}.new`, area.journal);
}

function readJournal(area: Area): Journal | undefined {
  try {
    if (!lstatOf(area.journal)?.isFile()) return undefined;
    const { from, moves, removes } = JSON.parse(readFileSync(area.journal, 'utf8')) as Partial<Journal>;
    const isPaths = (value: unknown) =>
      Array.isArray(value) && value.every((path) => typeof path === 'string');
    if (!isPaths(moves) || !isPaths(removes) || (from !== 'fresh' && from !== 'undo')) return undefined;
    return { from, moves: moves ?? [], removes: removes ?? [] };
  } catch {
    return undefined;
  }
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The next run, which starts by making everything good again, says what is wrong here.
  }
}
