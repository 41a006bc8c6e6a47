// Hides what a document says of itself, once it is a document of one version: deprecated parts, info, samples of the selector; no annotations.
import type { Family, VersionEntry } from '../../runtime/lifecycle.js';
import { isMethod } from '../spec/methods.js';
import type { Changes } from './changes.js';
import { isAlike, isSince, type Life } from './life.js';
import type { Part, Parts } from './parts.js';
import type { ProjectOptions } from './project.js';

/** Of which family a version is, where that is known. */
export interface Belonging {
  readonly family: Family;
  readonly entry: VersionEntry;
}

/**
 * Marks what is deprecated in a version, and takes the annotations away.
 * @param keeps leaves `x-deprecated` where it holds, for stages that have more to say of it than `deprecated: true`; leaves all lives
 */
export function settle(
  parts: Parts,
  changes: Changes,
  version: string,
  { keepsDeprecated = false, keepsLives = false }: Pick<ProjectOptions, 'keepsDeprecated' | 'keepsLives'>,
): void {
  const dialect = dialectOf(parts);
  for (const part of parts.all) {
    if (part.isGone || part.isNames || part.isList) continue;
    const { life, node } = part;
    const isDeprecated = isSince(version, life.deprecated?.since);
    if (isDeprecated) for (const each of markedBy(part, dialect)) mark(each, changes);
    for (const key of understood(node, life))
      if (key === 'x-deprecated' ? !(keepsDeprecated && isDeprecated) : !keepsLives) changes.cut(node, key);
  }
}

/** The version of OpenAPI that a document is written in. */
export function dialectOf(parts: Parts): string {
  return String(parts.root?.node['openapi'] ?? '2.0');
}

function understood(node: object, { added, removed, deprecated }: Life): string[] {
  return [
    ...(added === undefined ? [] : ['x-added']),
    ...(removed === undefined ? [] : ['x-removed']),
    ...(deprecated === undefined ? [] : ['x-deprecated']),
    ...('x-enum-versions' in node ? ['x-enum-versions'] : []),
  ];
}

function mark({ node }: Part, changes: Changes): void {
  if (node['deprecated'] !== true) changes.set(node, 'deprecated', true);
}

/** Whether a part can be marked as deprecated, in the dialect of its document. */
export function isMarkable(part: Part, dialect: string): boolean {
  return markedBy(part, dialect).length > 0;
}

/** A path item is its operations; of all else, only what OpenAPI has `deprecated` for can be marked. */
function markedBy(part: Part, dialect: string): Part[] {
  const operations = part.children.filter(({ key, to }) => isMethod(key) && !to.isGone).map(({ to }) => to);
  if (operations.length > 0) return operations;
  return canBeDeprecated(part, dialect) ? [part] : [];
}

const SCHEMA_MAPS = [
  'properties',
  'patternProperties',
  'schemas',
  '$defs',
  'definitions',
  'dependentSchemas',
];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const SCHEMA_KEYS = ['schema', 'items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains'];
const SCHEMA_WORDS = ['type', 'properties', 'enum', 'const', ...SCHEMA_LISTS, 'items'];

function canBeDeprecated(part: Part, dialect: string): boolean {
  const { node, edges } = part;
  const isOperation =
    'responses' in node && edges.some(({ key }) => isMethod(key) || part.isBelow('additionalOperations'));
  if (isOperation) return true;
  const isSchemaPlace =
    [...SCHEMA_MAPS, ...SCHEMA_LISTS].some((key) => part.isBelow(key)) ||
    edges.some(({ from, key }) => !from.isNames && SCHEMA_KEYS.includes(key));
  // Beside a reference, only schemas since 3.1 have anything to say.
  if ('$ref' in node) return isSchemaPlace && dialect.startsWith('3') && !dialect.startsWith('3.0');
  if (dialect.startsWith('2')) return false;
  const isParameter = typeof node['in'] === 'string' && typeof node['name'] === 'string';
  return isSchemaPlace || isParameter || part.isBelow('headers') || SCHEMA_WORDS.some((key) => key in node);
}

/** What the document says of its version, and shows as one, is said and shown of this one. */
export function restate(parts: Parts, changes: Changes, version: string, belonging?: Belonging): void {
  const info = parts.root?.child('info');
  const written = info?.node['version'];
  if (info && typeof written === 'string' && written !== version && isAlike(written, version))
    changes.set(info.node, 'version', version);
  if (!belonging) return;
  const { entry } = belonging;
  if (info && 'x-state' in info.node) {
    if (info.node['x-state'] !== entry.state) changes.set(info.node, 'x-state', entry.state);
    if (entry.notBefore === undefined) {
      if ('x-not-before' in info.node) changes.cut(info.node, 'x-not-before');
    } else if (info.node['x-not-before'] !== entry.notBefore)
      changes.set(info.node, 'x-not-before', entry.notBefore);
  }
  for (const part of parts.all) {
    if (part.isGone || part.isNames || part.isList) continue;
    const isOperation =
      part.edges.some(({ from, key }) => isMethod(key) && !from.isNames) && 'responses' in part.node;
    if (isOperation && entry.state === 'DEPRECATED') mark(part, changes);
    showVersion(part, changes, version, belonging.family);
  }
}

/** Examples of the parameter that names the version, where they name one of the family. */
function showVersion(part: Part, changes: Changes, version: string, { selector, versions }: Family): void {
  if (part.node['in'] !== selector.in || !isNamed(part.node['name'], selector)) return;
  const spelled = (id: string) => selector.format.replace('{version}', () => id);
  const all = new Set(versions.map(({ id }) => spelled(id)));
  const show = (node: object, key: string, value: unknown) => {
    if (typeof value === 'string' && all.has(value) && value !== spelled(version))
      changes.set(node, key, spelled(version));
  };
  show(part.node, 'example', part.node['example']);
  for (const { to } of part.child('examples')?.children ?? []) {
    const { node } = to.target ?? to;
    show(node, 'value', node['value']);
  }
}

/** Names of headers are the same in every case (RFC 9110, section 5.1). */
function isNamed(name: unknown, selector: Family['selector']): boolean {
  if (typeof name !== 'string' || selector.name === undefined) return false;
  return selector.in === 'header'
    ? name.toLowerCase() === selector.name.toLowerCase()
    : name === selector.name;
}
