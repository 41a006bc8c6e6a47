// Hides where the documents of a family lie: each `spec` is a file inside the family's folder, links resolved.
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep, win32 } from 'node:path';
import type { RawEntry } from './family-schema.js';
import type { Finding } from './finding.js';

export interface VersionDocument {
  readonly id: string;
  /** Absolute. */
  readonly path: string;
}

/**
 * Finds the document of every version. A RETIRED version may do without: nothing is made from it any more.
 * @param dir the folder of family.yaml, absolute
 */
export async function findDocuments(
  dir: string,
  versions: readonly RawEntry[],
): Promise<{ documents: VersionDocument[]; findings: Finding[] }> {
  const root = await realpath(dir);
  const documents: VersionDocument[] = [];
  const findings: Finding[] = [];
  for (const [index, { id, spec, state }] of versions.entries()) {
    if (spec === undefined) {
      if (state !== 'RETIRED') findings.push(missing(`/versions/${index}`, `Version ${id} has no document.`));
      continue;
    }
    const pointer = `/versions/${index}/spec`;
    const path = join(dir, spec);
    const place = leavesFolder(spec) ? 'outside' : await placeOf(path, root);
    if (place === 'inside') documents.push({ id, path });
    else if (place === 'outside') findings.push(outside(pointer, spec));
    else
      findings.push(
        missing(pointer, `The document of ${id}, ${JSON.stringify(spec)}, is not a file that can be read.`),
      );
  }
  return { documents, findings };
}

/** By the text alone, so that nothing outside is even looked at. Windows paths are refused on every system alike. */
function leavesFolder(spec: string): boolean {
  return (
    isAbsolute(spec) ||
    win32.isAbsolute(spec) ||
    /^[A-Za-z]:/.test(spec) ||
    spec.split(/[/\\]/).includes('..')
  );
}

async function placeOf(path: string, root: string): Promise<'inside' | 'outside' | 'missing'> {
  try {
    const real = await realpath(path);
    const way = relative(root, real);
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return 'outside';
    return (await stat(real)).isFile() ? 'inside' : 'missing';
  } catch {
    return 'missing'; // also a name that no file can have
  }
}

function missing(pointer: string, message: string): Finding {
  const hint = 'Write spec: and the path of its OpenAPI document, relative to the folder of family.yaml.';
  return { id: 'family-spec-missing', severity: 'error', pointer, message, hint };
}

function outside(pointer: string, spec: string): Finding {
  const message = `${JSON.stringify(spec)} leads out of the folder of the family.`;
  const hint = 'Keep the documents of a family beside its family.yaml, or below.';
  return { id: 'family-spec-outside', severity: 'error', pointer, message, hint };
}
