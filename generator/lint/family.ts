// Hides how a whole family is linted: its manifest, its dates at an instant, and every document of it, over shared parsed files.
import { type Diagnostic, hasErrors } from '../diagnostics.js';
import { checkDates } from '../family/dates.js';
import { type FamilyManifest, readFamily } from '../family/manifest.js';
import type { OnRead } from '../source.js';
import type { ParsedTexts } from '../spec/files.js';
import { ordered } from './findings.js';
import { lintSession, lintSpec } from './run.js';
import type { Membership } from './scope.js';

export interface LintFamilyOptions {
  /** Folder that printed paths are relative to. */
  readonly cwd: string;
  /** When the states and dates of the family are judged. */
  readonly instant: Date;
  readonly allowHosts?: readonly string[];
  /** Shares parsed files with loading. */
  readonly parsed?: ParsedTexts;
  readonly onRead?: OnRead;
}

/**
 * Lints a family.yaml and the documents that it names. A manifest that does not hold together is reported alone: what its
 * documents should agree with is not known.
 * @param path of family.yaml
 */
export async function lintFamily(path: string, options: LintFamilyOptions): Promise<readonly Diagnostic[]> {
  const read = await readFamily(path, options.cwd);
  if (!read.value || hasErrors(read.diagnostics)) return ordered(read.diagnostics);
  const manifest = read.value;
  const dates = checkDates(manifest, options.instant);
  return ordered([...read.diagnostics, ...dates, ...(await lintDocuments(manifest, options))]);
}

export interface LintDocumentsOptions extends Omit<LintFamilyOptions, 'instant'> {
  /** Of which versions the documents are linted; of all by default. */
  readonly isWanted?: (id: string) => boolean;
}

/** Lints the documents of a family; each file is parsed once and each schema compiled once for all of them. */
export async function lintDocuments(
  manifest: FamilyManifest,
  { cwd, allowHosts, parsed, onRead, isWanted = () => true }: LintDocumentsOptions,
): Promise<readonly Diagnostic[]> {
  const session = lintSession({
    root: manifest.dir,
    ...(allowHosts && { allowHosts }),
    ...(parsed && { parsed }),
    ...(onRead && { onRead }),
  });
  const findings: Diagnostic[] = [];
  for (const { id, path } of manifest.specs) {
    if (!isWanted(id)) continue;
    const membership = membershipOf(manifest, id);
    findings.push(...(await lintSpec(path, { cwd, session, ...(membership && { membership }) })));
  }
  return ordered(findings);
}

function membershipOf(manifest: FamilyManifest, id: string): Membership | undefined {
  const entry = manifest.family.versions.find((each) => each.id === id);
  return entry && { manifest, entry };
}
