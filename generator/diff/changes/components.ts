// Hides what differs in components that are met by name: security schemes; and schemas that nothing in the document refers to.
import { canonicalRef } from '../../model/references.js';
import { pointerAt } from '../../source.js';
import { references } from '../../spec/references.js';
import { isTree, own } from '../json.js';
import { type Comparison, DOCUMENT, only } from './comparison.js';
import type { Located } from './reader.js';

export function compareComponents(comparison: Comparison): void {
  compareSchemes(comparison);
  compareSchemas(comparison);
}

/** What a schema is that something refers to is told there, whatever it is called: documents may be bundled anew. */
function compareSchemas({ base, revision, say }: Comparison): void {
  const schemasOf = ({ document }: typeof base) => document.components?.['schemas'] ?? {};
  const [from, to] = [schemasOf(base), schemasOf(revision)];
  const gone = Object.keys(from).filter((name) => !Object.hasOwn(to, name));
  if (gone.length === 0) return;
  const meant = new Set(references(base.document).map(({ ref }) => canonicalRef(ref)));
  for (const name of gone) {
    const pointer = pointerAt('/components/schemas', name);
    if (!meant.has(`#${pointer}`))
      say(only('unused-schema-removed', 'base', pointer, '/components', { name }), DOCUMENT);
  }
}

function compareSchemes(comparison: Comparison): void {
  const { say } = comparison;
  const schemesOf = (reader: typeof comparison.base) =>
    reader.map({ tree: reader.document.components ?? {}, pointer: '/components' }, 'securitySchemes');
  const [from, to] = [schemesOf(comparison.base), schemesOf(comparison.revision)];
  const holder = (all: Map<string, Located>) => (all.size > 0 ? '/components/securitySchemes' : '');
  for (const [name, older] of from) {
    const newer = to.get(name);
    if (newer) compareScheme(comparison, name, older, newer);
    else say(only('scheme-removed', 'base', older.pointer, holder(to), { name }), DOCUMENT);
  }
  for (const [name, newer] of to)
    if (!from.has(name))
      say(only('scheme-added', 'revision', newer.pointer, holder(from), { name }), DOCUMENT);
}

function compareScheme({ say }: Comparison, name: string, base: Located, revision: Located): void {
  const at = { base: base.pointer, revision: revision.pointer, name };
  for (const [keyword, kind] of WORDS) {
    const [from, to] = [own(base.tree, keyword), own(revision.tree, keyword)];
    const spelled =
      keyword === 'scheme' ? String(from).toLowerCase() === String(to).toLowerCase() : from === to;
    if (!spelled) say({ kind, ...at, from, to }, DOCUMENT);
  }
  const flowsOf = ({ tree }: Located) => {
    const flows = own(tree, 'flows');
    return isTree(flows) ? Object.entries(flows).filter(([, flow]) => isTree(flow)) : [];
  };
  const [before, now] = [new Map(flowsOf(base)), new Map(flowsOf(revision))];
  for (const flow of before.keys())
    if (!now.has(flow)) say({ kind: 'flow-removed', ...at, from: flow }, DOCUMENT);
  for (const [flow, to] of now) {
    const from = before.get(flow);
    if (from === undefined) say({ kind: 'flow-added', ...at, to: flow }, DOCUMENT);
    else if (isTree(from) && isTree(to)) compareFlow(say, at, from, to);
  }
}

const WORDS = [
  ['type', 'scheme-type-changed'],
  ['scheme', 'scheme-changed'],
  ['in', 'scheme-changed'],
  ['name', 'scheme-changed'],
  ['openIdConnectUrl', 'scheme-url-changed'],
] as const;

function compareFlow(
  say: Comparison['say'],
  at: { base: string; revision: string; name: string },
  from: Located['tree'],
  to: Located['tree'],
): void {
  for (const [keyword, kind] of [
    ['authorizationUrl', 'flow-url-changed'],
    ['tokenUrl', 'flow-token-url-changed'],
  ] as const) {
    const [was, is] = [own(from, keyword), own(to, keyword)];
    if (was !== is) say({ kind, ...at, from: was, to: is }, DOCUMENT);
  }
  const scopesOf = (flow: Located['tree']) => {
    const scopes = own(flow, 'scopes');
    return isTree(scopes) ? scopes : {};
  };
  const [before, now] = [scopesOf(from), scopesOf(to)];
  for (const scope of Object.keys(before)) {
    if (!Object.hasOwn(now, scope)) say({ kind: 'flow-scope-removed', ...at, from: scope }, DOCUMENT);
    else if (before[scope] !== now[scope])
      say({ kind: 'flow-scope-changed', ...at, from: scope, to: scope }, DOCUMENT);
  }
  for (const scope of Object.keys(now))
    if (!Object.hasOwn(before, scope)) say({ kind: 'flow-scope-added', ...at, to: scope }, DOCUMENT);
}
