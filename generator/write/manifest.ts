// Hides how a folder remembers what was written there: the list of our own files, and what they were made from.
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import type { GeneratedFile } from '../emit/emitter.js';
import { digestOf } from './digest.js';

/** Lists what the last run wrote, so that the next one knows its own files from others'. */
export const MANIFEST = '.specpact.json';

/** What a folder was made from where it was made from families; a lone document goes by its file's name. */
export const FAMILIES = 'families';

/** What files were made from. */
export interface Origin {
  /** The source that the folder belongs to: FAMILIES, or the name of a document's file. */
  readonly from: string;
  /** What a later run needs to know in order to make nothing again that would be the same. */
  readonly made?: Made;
}

export interface Made {
  /** The program that wrote; see tool.ts. */
  readonly tool: string;
  /** Digest of all options that decide about the content. */
  readonly options: string;
  readonly parts: readonly Part[];
}

/** A part of the output that is made alone: a version of a family, a family's own file, a lone document. */
export interface Part {
  /** `<family>/<version>`; of others the path of family.yaml or of the document below the spec root. */
  readonly name: string;
  /** Digests of all that was read for it, by the path below the spec root; null for what was looked for and is not there. */
  readonly inputs: Readonly<Record<string, string | null>>;
  readonly operations: number;
  /** Of a version: providers of credentials that its client offers. */
  readonly auth?: readonly string[];
  /** What was said of it. Files are named by their path below the spec root. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Manifest extends Partial<Origin> {
  /** Digests by path. They may say anything: whoever acts on a path looks first where it leads. */
  readonly files: ReadonlyMap<string, string>;
}

/** What the last run's manifest says; undefined where there is none, `damaged` where it is not one that a run has written. */
export function readManifest(folder: string): Manifest | 'damaged' | undefined {
  const path = join(folder, MANIFEST);
  const kind = kindOf(path);
  if (kind === undefined) return undefined;
  const value = kind === 'file' ? parsed(path) : undefined;
  const { from, files, tool, options, parts } = value ?? {};
  if (!isRecord(files)) return 'damaged';
  const list = {
    ...(typeof from === 'string' && { from }),
    files: new Map(Object.entries(files).map(([name, digest]) => [name, String(digest)])),
  };
  // A list that was edited or merged still says which files are ours. What was made from what is believed only as it was written.
  if (!value || value['seal'] !== sealOf(value)) return list;
  const isMade = typeof tool === 'string' && typeof options === 'string' && isParts(parts);
  return isMade ? { ...list, made: { tool, options, parts } } : list;
}

/** The text of a manifest. The same whatever the machine and the order of the files. */
export function manifestText(files: ReadonlyMap<string, string>, { from, made }: Origin): string {
  const note = 'Written by specpact: the files that it owns in this folder. Do not edit.';
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const content = { note, from, files: Object.fromEntries(sorted), ...made };
  return `${JSON.stringify(made ? { ...content, seal: sealOf(content) } : content, null, 2)}\n`;
}

/** The digests of files by their paths. */
export function listOf(files: readonly GeneratedFile[]): Map<string, string> {
  return new Map(files.map(({ path, text }) => [path, digestOf(text)]));
}

function sealOf({ seal: _, ...content }: Readonly<Record<string, unknown>>): string {
  return digestOf(JSON.stringify(content));
}

/** Seals can be made by hand as well: nothing that a manifest says may break a run. */
function isParts(value: unknown): value is Part[] {
  const isDiagnostic = (each: unknown) =>
    isRecord(each) &&
    [each['id'], each['severity'], each['message'], each['hint'] ?? ''].every(
      (text) => typeof text === 'string',
    ) &&
    (each['position'] === undefined || isPosition(each['position']));
  const isPosition = (each: unknown) =>
    isRecord(each) &&
    typeof each['file'] === 'string' &&
    typeof each['line'] === 'number' &&
    typeof each['column'] === 'number';
  const isPart = (each: unknown) =>
    isRecord(each) &&
    typeof each['name'] === 'string' &&
    typeof each['operations'] === 'number' &&
    (each['auth'] === undefined || Array.isArray(each['auth'])) &&
    isRecord(each['inputs']) &&
    Object.values(each['inputs']).every((digest) => digest === null || typeof digest === 'string') &&
    Array.isArray(each['diagnostics']) &&
    each['diagnostics'].every(isDiagnostic);
  return Array.isArray(value) && value.every(isPart);
}

function kindOf(path: string): 'file' | 'other' | undefined {
  try {
    return lstatSync(path).isFile() ? 'file' : 'other';
  } catch {
    return undefined; // also where the folder is none: that is for whoever writes to it to say
  }
}

function parsed(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
