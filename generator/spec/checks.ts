// Hides what the shape of an object does not say: which words its texts may be, and what it needs because of another field.
import { closest } from '../family/closest.js';
import { fits, isTree } from './forms.js';
import { mediaTypeFault } from './http-names.js';
import { referenceFault, type Said } from './problems.js';
import { nodeAt, targetOf } from './references.js';
import type { Tree } from './types.js';

export interface Check extends Said {
  /** Below the object. */
  readonly at: readonly string[];
  /** The reference that leads nowhere. */
  readonly ref?: string;
  /** The object without the fault; without this, the object is of no use. */
  readonly mended?: (object: Tree) => Tree;
}

/** What takes the place of a field that is needed and not there. */
export const STAND_INS: Readonly<Record<string, Tree>> = {
  Document: { info: { title: 'Untitled', version: '0' } },
  Info: { title: 'Untitled', version: '0' },
  Operation: { responses: {} },
};

/** @param version of OpenAPI, as `3.1` */
type Checker = (object: Tree, version: string, root: Tree) => readonly Check[];

export const CHECKS: Readonly<Record<string, Checker>> = {
  Document: mediaTypeChecks,
  Operation: mediaTypeChecks,
  Response: exampleChecks,
  Schema: (schema) => [...typeChecks(schema), ...requiredChecks(schema), ...dynamicChecks(schema)],
  Discriminator: mappingChecks,
  Parameter: (parameter, version) => oneOf(parameter, 'in', version === '2.0' ? PLACES_20 : PLACES),
  SecurityScheme: (scheme, version) => {
    const known = oneOf(scheme, 'type', version === '2.0' ? SCHEMES_20 : SCHEMES);
    if (known.length > 0) return known;
    if (scheme['type'] === 'apiKey')
      return [
        ...lacking(scheme, 'name'),
        ...(Object.hasOwn(scheme, 'in') ? oneOf(scheme, 'in', KEY_PLACES) : lacking(scheme, 'in')),
      ];
    return scheme['type'] === 'http' ? lacking(scheme, 'scheme') : [];
  },
};

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null', 'file'];
const PLACES = ['path', 'query', 'querystring', 'header', 'cookie'];
const PLACES_20 = ['path', 'query', 'header', 'formData', 'body'];
const SCHEMES = ['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS'];
const SCHEMES_20 = ['apiKey', 'basic', 'oauth2'];
const KEY_PLACES = ['header', 'query', 'cookie'];

function typeChecks(schema: Tree): Check[] {
  const { type } = schema;
  const unknown = [type].flat().find((each) => each !== undefined && !TYPES.some((known) => known === each));
  if (unknown === undefined) return [];
  return [
    { at: ['type'], ...noneOf(unknown, 'type of JSON Schema', TYPES.slice(0, -1)), mended: without('type') },
  ];
}

/** Of one that leads somewhere only the name of its anchor is left; see anchors.ts. */
function dynamicChecks(schema: Tree): Check[] {
  const { $dynamicRef: ref } = schema;
  if (typeof ref !== 'string' || !/[#/]/.test(ref)) return [];
  return [{ ...referenceFault('', ref), ref, at: ['$dynamicRef'], mended: without('$dynamicRef') }];
}

/** Drafts of JSON Schema before the fourth had a flag at each member. */
function requiredChecks(schema: Tree): Check[] {
  if (typeof schema['required'] !== 'boolean') return [];
  const hint = 'List the names of required members beside `properties`, of which this is one.';
  const said = invalid('A schema does not say of itself whether it is required.', hint);
  return [{ ...said, severity: 'warning', at: ['required'], mended: without('required') }];
}

/** What looks like a reference is one; any other text is the name of a component. */
function mappingChecks(discriminator: Tree, _: string, root: Tree): Check[] {
  const { mapping } = discriminator;
  const schemas = nodeAt(root, '/components/schemas') ?? nodeAt(root, '/definitions');
  return Object.entries(isTree(mapping) ? mapping : {}).flatMap(([key, ref]) => {
    if (typeof ref !== 'string' || !/[#/]|\.(ya?ml|json)$/i.test(ref)) return [];
    const target = isTree(schemas) && Object.hasOwn(schemas, ref) ? schemas[ref] : targetOf(root, ref);
    if (fits(target, { kind: 'object', name: 'Schema' })) return [];
    const mended = (each: Tree) => ({ ...each, mapping: without(key)(each['mapping'] as Tree) });
    return [{ ...referenceFault('', ref), ref, at: ['mapping', key], mended }];
  });
}

/** 2.0 lists the media types of bodies apart from them; what is wrong is said here, where they are written. */
function mediaTypeChecks(object: Tree, version: string): Check[] {
  if (version !== '2.0') return [];
  return ['consumes', 'produces'].flatMap((field) => {
    const { [field]: types } = object;
    if (!Array.isArray(types)) return [];
    return types.flatMap((type: unknown, index) => {
      const fault = mediaTypeFault(String(type));
      const mended = (each: Tree) => ({
        ...each,
        [field]: (each[field] as unknown[]).filter((one) => one !== type),
      });
      return fault ? [{ ...fault, at: [field, String(index)], mended }] : [];
    });
  });
}

/** The examples of an answer of 2.0 are by media type. */
function exampleChecks({ examples }: Tree, version: string): Check[] {
  if (version !== '2.0' || !isTree(examples)) return [];
  return Object.keys(examples).flatMap((type) => {
    const fault = type.startsWith('x-') ? undefined : mediaTypeFault(type);
    const mended = (each: Tree) => ({ ...each, examples: without(type)(each['examples'] as Tree) });
    return fault ? [{ ...fault, at: ['examples', type], mended }] : [];
  });
}

function oneOf(object: Tree, key: string, known: readonly string[]): Check[] {
  const value = object[key];
  return known.some((each) => each === value) ? [] : [{ at: [key], ...noneOf(value, `\`${key}\``, known) }];
}

function noneOf(value: unknown, what: string, known: readonly string[]): Said {
  const near = typeof value === 'string' ? closest(value, known) : undefined;
  const hint = near === undefined ? `Write one of ${known.join(', ')}.` : `Did you mean ${near}?`;
  return invalid(`${JSON.stringify(value)} is no ${what}.`, hint);
}

function invalid(message: string, hint: string): Said {
  return { id: 'document-invalid', severity: 'error', message, hint };
}

function lacking(object: Tree, key: string): Check[] {
  if (Object.hasOwn(object, key)) return [];
  return [{ ...invalid(`A security scheme of this type needs \`${key}\`.`, `Write ${key} here.`), at: [] }];
}

function without(key: string): (object: Tree) => Tree {
  return (object) => Object.fromEntries(Object.entries(object).filter(([each]) => each !== key));
}
