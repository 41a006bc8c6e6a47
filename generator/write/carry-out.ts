// Hides by which way a plan becomes the folder: as a whole where that can be, file by file where not; and what a killed run left.
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Area, areaPaths, isAbandoned, sweep, takeArea } from './area.js';
import { replaceFiles, replay } from './in-place.js';
import { MANIFEST } from './manifest.js';
import { isCode, lstatOf } from './paths.js';
import type { Plan } from './plan.js';
import { settle, swap } from './swap.js';

/** What a system says that lets nobody write beside the folder, or move anything there. */
const CLOSED = ['EACCES', 'EPERM', 'EROFS', 'EXDEV', 'EBUSY'] as const;

/**
 * @param again makes the plan anew: another run may have ended after the first was made
 * @param isLink true where the user named a link to the folder: what lies beside that is none of our business
 */
export function carryOut(plan: Plan, again: () => Plan, isLink: boolean): void {
  const { folder } = plan;
  const { beside, inside } = areaPaths(folder);
  const current = (area: Area) => (area.isFirst ? plan : again());
  if (!isLink && isOnOneDevice(folder)) {
    try {
      const done = inArea(beside, folder, (area) => {
        const now = current(area);
        if (!isSmall(now)) return swap(now, area);
        replaceFiles(now, area);
        return true;
      });
      if (done) return;
    } catch (cause) {
      if (!isCode(cause, ...CLOSED)) throw cause;
    }
  }
  mkdirSync(folder, { recursive: true });
  inArea(inside, folder, (area) => replaceFiles(current(area), area));
}

/** Makes good what killed runs left beside a folder or in it. Runs that live are left alone. */
export function recover(given: string): void {
  const folder = existsSync(given) ? realpathSync(given) : given;
  for (const path of Object.values(areaPaths(folder))) {
    try {
      if (isAbandoned(path)) inArea(path, folder, () => undefined);
      sweep(path);
    } catch {
      // Whoever cannot clean up here cannot write here either, and will say so if there is anything to write.
    }
  }
}

/** Holds an area while something is done, first of all what an earlier holder left undone. */
function inArea<T>(path: string, folder: string, act: (area: Area) => T): T {
  const area = takeArea(path);
  try {
    settle(folder, area);
    replay(folder, area);
    area.clear();
    return act(area);
  } finally {
    try {
      settle(folder, area);
      area.release();
    } catch {
      // What was done is done, or was undone. What remains here the next run finds.
    }
  }
}

/** One file that gets another content, and the list: the folder need not be replaced for that. */
function isSmall({ texts, missing, removed }: Plan): boolean {
  const changed = [...texts.keys()].filter((path) => path !== MANIFEST);
  return missing.size === 0 && removed.length === 0 && changed.length <= 1;
}

function isOnOneDevice(folder: string): boolean {
  const found = lstatOf(folder);
  return !found || found.dev === lstatOf(dirname(folder))?.dev;
}
