// Hides what differs in what two operations ask beside a body: which parameters there are, how they are written, and what may stand in them.
import { pointerAt } from '../../source.js';
import { isTree, list, own } from '../json.js';
import type { Use } from './change.js';
import { type CallPair, type Comparison, only } from './comparison.js';
import { compareContent } from './content.js';
import { correctedIn } from './corrections.js';
import { compareEndings, endingOf } from './lives.js';
import type { Located, Reader } from './reader.js';

interface Parameter extends Located {
  readonly name: string;
  readonly in: string;
  /** Of all operations of the path. */
  readonly isShared: boolean;
}

/** What fills them in is nothing that a caller passes, and not compared (OpenAPI 3.1 §4.8.12.2). */
const IGNORED: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

export function compareParameters(comparison: Comparison, pair: CallPair): void {
  const from = parametersOf(comparison.base, pair.baseItem, pair.base);
  const to = parametersOf(comparison.revision, pair.revisionItem, pair.revision);
  const left = new Map(to.map((each) => [keyOf(each), each]));
  const missing: Parameter[] = [];
  for (const older of from) {
    const name = older.in === 'path' ? (pair.renamed.get(older.name) ?? older.name) : older.name;
    const newer = left.get(keyOf({ ...older, name }));
    left.delete(keyOf({ ...older, name }));
    if (newer) compareParameter(comparison, pair, older, newer);
    else missing.push(older);
  }
  const spread = compareSpread(comparison, pair, missing, [...left.values()]);
  for (const older of missing) {
    if (spread.has(older)) continue;
    const values = { name: older.name, from: endingOf(older.tree) };
    comparison.say(
      only('parameter-removed', 'base', older.pointer, pair.revision.pointer, values),
      useOf(pair, older),
    );
  }
  for (const newer of left.values()) {
    if (spread.has(newer)) continue;
    const isRequired = newer.in === 'path' || own(newer.tree, 'required') === true;
    const kind =
      newer.in === 'path'
        ? 'path-parameter-added'
        : `${isRequired ? 'required' : 'optional'}-parameter-added`;
    const scope = newer.isShared && newer.in !== 'path' ? `${kind}-to-path` : kind;
    comparison.say(
      only(scope, 'revision', newer.pointer, pair.base.pointer, { name: newer.name }),
      useOf(pair, newer),
    );
  }
}

/** An object whose members are parameters of their own on the wire is the same as these parameters (RFC 6570 §3.2.8, `form` and `explode`). */
function compareSpread(
  comparison: Comparison,
  pair: CallPair,
  older: readonly Parameter[],
  newer: readonly Parameter[],
): ReadonlySet<Parameter> {
  const done = new Set<Parameter>();
  const sides = [
    [older, newer, comparison.base, comparison.revision],
    [newer, older, comparison.revision, comparison.base],
  ] as const;
  for (const [index, [simple, spread, , reader]] of sides.entries())
    for (const holder of spread) {
      const members = membersOf(reader, holder);
      const among = simple.filter(
        (each) => each.in === holder.in && !done.has(each) && members.has(each.name),
      );
      for (const each of among) {
        const member = members.get(each.name);
        if (!member) continue;
        const schema = {
          ...(own(holder.tree, 'schema') === undefined ? {} : {}),
          node: member.node,
          pointer: member.pointer,
        };
        const virtual = { ...holder, name: each.name, tree: { ...holder.tree, schema: schema.node } };
        const at = { schemaAt: schema.pointer };
        if (index === 0) compareParameter(comparison, pair, each, virtual, { revision: at.schemaAt });
        else compareParameter(comparison, pair, virtual, each, { base: at.schemaAt });
        done.add(each).add(holder);
      }
    }
  return done;
}

function membersOf(reader: Reader, parameter: Parameter): Map<string, { node: unknown; pointer: string }> {
  const { tree, pointer } = parameter;
  const isForm =
    (parameter.in === 'query' || parameter.in === 'cookie') && (own(tree, 'style') ?? 'form') === 'form';
  const schema =
    isForm && own(tree, 'explode') !== false
      ? reader.view({ node: own(tree, 'schema'), pointer: pointerAt(pointer, 'schema') })
      : undefined;
  const members = schema?.types.join() === 'object' ? own(schema.tree, 'properties') : undefined;
  if (!schema || !isTree(members)) return new Map();
  return new Map(
    Object.entries(members).map(([name, node]) => [
      name,
      { node, pointer: pointerAt(schema.at('properties'), name) },
    ]),
  );
}

function compareParameter(
  comparison: Comparison,
  pair: CallPair,
  base: Parameter,
  revision: Parameter,
  schemaAt: { readonly base?: string; readonly revision?: string } = {},
): void {
  const { say, schemas } = comparison;
  const use = correctedIn(useOf(pair, revision), base.tree, revision.tree);
  const at = (kind: string, values: { from?: unknown; to?: unknown } = {}) =>
    say({ kind, base: base.pointer, revision: revision.pointer, name: revision.name, ...values }, use);
  const [needed, needs] = [base, revision].map(
    ({ in: place, tree }) => place === 'path' || own(tree, 'required') === true,
  );
  if (needed !== needs) at(needs ? 'parameter-required' : 'parameter-optional');
  for (const { kind, keyword: _, ...values } of compareEndings(base.tree, revision.tree))
    at(`parameter-${kind}`, values);
  const [was, is] = [mediaOf(comparison.base, base), mediaOf(comparison.revision, revision)];
  // Written as JSON, or by a style: what is written is another text, whatever its schema is.
  if ((was === undefined) !== (is === undefined))
    at('parameter-style-changed', {
      from: was ?? formOf(base, 'style'),
      to: is ?? formOf(revision, 'style'),
    });
  else if (was === undefined)
    for (const [keyword, kind] of FORMS) {
      const [from, to] = [formOf(base, keyword), formOf(revision, keyword)];
      if (from !== to) at(kind, { from, to });
    }
  const [from, to] = [base, revision].map(({ tree, pointer }) => ({
    node: own(tree, 'schema'),
    pointer: pointerAt(pointer, 'schema'),
  }));
  const met: Use = {
    ...use,
    location: revision.in,
    isTyped: false,
    isRequired: needed === true || needs === true,
  };
  if (from?.node !== undefined && to?.node !== undefined) {
    const older = { ...from, pointer: schemaAt.base ?? from.pointer };
    const newer = { ...to, pointer: schemaAt.revision ?? to.pointer };
    schemas.meet(older, newer, met, (fact, each) => {
      // A list of which every member is a parameter of its own takes the one value that there was.
      const isSpread = fact.kind === 'type' && each.isRoot && isNowSpread(comparison, older, newer, revision);
      say(isSpread ? { ...fact, kind: 'type-spread' } : fact, each);
    });
  }
  if (was !== undefined && is !== undefined)
    compareContent(comparison, base, revision, { ...met, isTyped: true });
}

/** The media type that a parameter is written in, where it is no style. */
function mediaOf(reader: Reader, parameter: Parameter): string | undefined {
  return reader.map(parameter, 'content').keys().next().value;
}

const FORMS = [
  ['style', 'parameter-style-changed'],
  ['explode', 'parameter-explode-changed'],
  ['allowReserved', 'parameter-reserved-changed'],
  ['allowEmptyValue', 'parameter-empty-changed'],
] as const;

/** As it is meant where it is not written (OpenAPI 3.1 §4.8.12.2). */
function formOf({ in: place, tree }: Parameter, keyword: (typeof FORMS)[number][0]): unknown {
  const style = own(tree, 'style') ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  if (keyword === 'style') return style;
  return own(tree, keyword) ?? (keyword === 'explode' ? style === 'form' : false);
}

function isNowSpread(
  { base, revision, schemas }: Comparison,
  from: { node: unknown; pointer: string },
  to: { node: unknown; pointer: string },
  parameter: Parameter,
): boolean {
  if (formOf(parameter, 'style') !== 'form' || formOf(parameter, 'explode') !== true) return false;
  const [was, is] = [base.view(from), revision.view(to)];
  if (!was || is?.types.join() !== 'array' || was.types.length === 0) return false;
  const items = revision.view({ node: own(is.tree, 'items'), pointer: is.at('items') });
  const covers = (type: string) =>
    items?.types.includes(type) || (type === 'integer' && items?.types.includes('number'));
  if (!items || !was.types.every(covers)) return false;
  const { type: _, ...before } = was.tree;
  const { type: __, ...now } = items.tree;
  return schemas.isSame(before, now);
}

function parametersOf(reader: Reader, item: Located, operation: Located): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const [holder, isShared] of [
    [item, true],
    [operation, false],
  ] as const)
    for (const [index, node] of list(own(holder.tree, 'parameters')).entries()) {
      const each = reader.follow({ node, pointer: pointerAt(holder.pointer, 'parameters', index) });
      const [name, place] = [each?.tree['name'], each?.tree['in']];
      if (!each || typeof name !== 'string' || typeof place !== 'string') continue;
      if (place === 'header' && IGNORED.has(name.toLowerCase())) continue;
      const parameter = { ...each, name, in: place, isShared };
      found.set(keyOf(parameter), parameter);
    }
  return [...found.values()];
}

/** Names of headers are the same in any case (RFC 9110 §5.1). */
function keyOf({ name, in: place }: Pick<Parameter, 'name' | 'in'>): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}

function useOf({ use, isReversed }: CallPair, { name, in: place }: Parameter): Use {
  return {
    ...use,
    side: isReversed ? 'header' : 'parameter',
    part: `${place} parameter ${name}`,
    location: place,
  };
}
