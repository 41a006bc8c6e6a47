// Large documents: against a copy with fifty edits exactly these are told, and soon; against themselves, however they are written, nothing is.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../generator/diff/changes/compare-documents.js';
import { findingsOf } from '../../generator/diff/findings.js';
import { toOpenApi31 } from '../../generator/spec/dialect.js';
import { loadSpec } from '../../generator/spec/load.js';
import { Origins } from '../../generator/spec/origins.js';
import { ROOT } from '../compile/compile.js';
import { stopwatch } from '../stopwatch.js';

type Tree = { [key: string]: unknown };

const GITHUB = join(ROOT, 'node_modules/@octokit/openapi/generated/api.github.com.json');
const EDITS = 50;
/** Milliseconds, documents read. */
const LIMIT = 3000;

it("fifty edits of GitHub's document", () => {
  const text = readFileSync(GITHUB, 'utf8');
  const [base, revision] = [JSON.parse(text), JSON.parse(text)] as [Tree, Tree];
  const edited = edit(revision);
  expect(edited).toHaveLength(EDITS);
  const spent = stopwatch();
  const [older, newer] = [base, revision].map((each) => toOpenApi31(each, new Origins()).document);
  if (!older || !newer) throw new Error('This is no document.');
  const told = findingsOf(changesBetween(older, newer), { today: '2026-04-15', days: 0, betaDays: 0 });
  const took = spent();
  // The number of the version is the same as before, and callers break: that is told beside them.
  const places = told.filter(({ id }) => id !== 'version-not-raised').map(({ fact }) => fact.revision);
  expect([...new Set(places)].sort()).toEqual([...edited].sort());
  console.info(`GitHub's document against ${EDITS} edits: ${Math.round(took)} ms`);
  expect(took).toBeLessThan(LIMIT);
});

const CORPUS = join(ROOT, '../shared/corpus');
if (!existsSync(CORPUS)) console.warn(`Skipped: there is no ${CORPUS}.`);

describe.skipIf(!existsSync(CORPUS))('of a document of the corpus nothing is told', () => {
  const files = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => /\.(json|yaml)$/.test(name)) : [];
  it.each(files)('%s: against itself, in another order, and bundled anew', async (name) => {
    const { value } = await loadSpec(join(CORPUS, name), { cwd: CORPUS });
    if (!value) throw new Error('It cannot be read.');
    const { document } = value;
    for (const other of [structuredClone(document), reversed(document), renamed(document)]) {
      const told = findingsOf(changesBetween(document, other as typeof document), {
        ...{ today: '2026-04-15', days: 0, betaDays: 0 },
      });
      // What nothing refers to is told by its name.
      expect(told.map(({ id }) => id).filter((id) => id !== 'unused-schema-removed')).toEqual([]);
    }
  });
});

/** Members, and values of sets, the other way round. */
function reversed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(reversed);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .reverse()
      .map(([key, value]) => {
        const isSet = ['required', 'enum', 'type'].includes(key) && Array.isArray(value);
        return [key, isSet ? [...value].reverse() : reversed(value)];
      }),
  );
}

function renamed(document: object): unknown {
  const text = JSON.stringify(document).replaceAll('"#/components/schemas/', '"#/components/schemas/New');
  const tree = JSON.parse(text) as { components?: { schemas?: object } };
  const schemas = Object.entries(tree.components?.schemas ?? {});
  if (tree.components)
    tree.components.schemas = Object.fromEntries(schemas.map(([key, each]) => [`New${key}`, each]));
  return tree;
}

/** Edits of every kind that there is room for, one a schema or operation. */
function edit(document: Tree): string[] {
  const paths = Object.entries(document['paths'] as Record<string, Record<string, Tree>>);
  const schemas = Object.entries((document['components'] as Tree)['schemas'] as Record<string, Tree>);
  const done: string[] = [];
  const escaped = (token: string) => token.replaceAll('~', '~0').replaceAll('/', '~1');
  for (let at = 3; at < paths.length && done.length < 25; at += 20) {
    const [path, item] = paths[at] ?? ['', {}];
    const [method = '', operation] =
      Object.entries(item).find(([key]) => ['get', 'post', 'put'].includes(key)) ?? [];
    if (!operation) continue;
    operation['operationId'] = `edited/${at}`;
    done.push(`/paths/${escaped(path)}/${method}/operationId`);
  }
  const used = JSON.stringify([document['paths'], document['components']]);
  for (let at = 5; at < schemas.length && done.length < EDITS; at += 11) {
    const [name, schema] = schemas[at] ?? ['', {}];
    const members = Object.entries((schema['properties'] ?? {}) as Record<string, Tree>);
    const [member, type] =
      members.find(([, each]) => each['type'] === 'string' && !each['enum'] && !each['format']) ?? [];
    // What nothing refers to nobody meets.
    const isUsed = document['paths'] !== undefined && isMet(document, name, used);
    if (member === undefined || !type || !isUsed) continue;
    type['maxLength'] = 7;
    done.push(`/components/schemas/${escaped(name)}/properties/${escaped(member)}/maxLength`);
  }
  return done;
}

/** Whether an operation refers to a schema itself. */
function isMet(document: Tree, name: string, all: string): boolean {
  const ref = `"#/components/schemas/${name}"`;
  return all.includes(ref) && JSON.stringify(document['paths']).includes(ref);
}
