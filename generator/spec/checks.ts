// Hides what the shape of an object does not say: which words its texts may be, and what it needs because of another field.
import type { Severity } from '../diagnostics.js';
import { closest } from '../family/closest.js';
import { fits, isTree, meantBy } from './forms.js';
import { mediaTypeFault } from './http-names.js';
import { isMethod } from './methods.js';
import { referenceFault, type Said } from './problems.js';
import { followed, nodeAt, targetOf } from './references.js';
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

/** What items of a list are called by; two of them may not be called the same. */
export const TWINS: Readonly<Record<string, (item: Tree) => string>> = {
  // Header names are the same in every case (RFC 9110 §5.1); a request has one body.
  Parameter: ({ in: where, name }) => {
    if (where === 'body') return 'body parameter';
    return `${String(where)} parameter ${JSON.stringify(where === 'header' ? String(name).toLowerCase() : name)}`;
  },
};

/** @param version of OpenAPI, as `3.1` */
type Checker = (object: Tree, version: string, root: Tree) => readonly Check[];

export const CHECKS: Readonly<Record<string, Checker>> = {
  Document: mediaTypeChecks,
  Server: serverChecks,
  Operation: (operation, version, root) => [
    ...mediaTypeChecks(operation, version),
    ...statusChecks(operation),
    ...(version === '2.0' ? bodyChecks(operation, root) : []),
  ],
  Response: exampleChecks,
  Schema: (schema) => [...keywordChecks(schema), ...requiredChecks(schema), ...dynamicChecks(schema)],
  Discriminator: mappingChecks,
  PathItem: methodChecks,
  Parameter: (parameter, version) =>
    version === '2.0'
      ? [
          ...oneOf(parameter, 'in', PLACES_20),
          ...keywordChecks(parameter),
          ...nestedListChecks(parameter),
          ...defaultChecks(parameter),
        ]
      : [...oneOf(parameter, 'in', PLACES), ...contentChecks(parameter), ...innerDefaultChecks(parameter)],
  Header: (header, version) =>
    version === '2.0' ? [...keywordChecks(header), ...nestedListChecks(header)] : [],
  Requirement: securityChecks,
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

/** Keys of a path item that only their case keeps from being methods: whoever wrote them meant operations. */
function methodChecks(item: Tree): Check[] {
  return Object.keys(item).flatMap((key) => {
    const method = key.toLowerCase();
    if (method === key || !isMethod(method)) return [];
    const said = invalid(
      `${JSON.stringify(key)} is no method, and what it holds is left out.`,
      `Write ${method}.`,
    );
    return [{ ...said, severity: 'warning' as const, at: [key], mended: without(key) }];
  });
}

/** Ranges of statuses are written with a capital X (OpenAPI, Responses Object); who writes a small one means the same. */
function statusChecks({ responses }: Tree): Check[] {
  if (!isTree(responses)) return [];
  return Object.keys(responses).flatMap((key): Check[] => {
    if (!/^[1-5](?:xx|xX|Xx)$/.test(key)) return [];
    const range = key.toUpperCase();
    const said = invalid(`${JSON.stringify(key)} is taken for ${range}.`, `Write ${range}.`);
    const renamed = (map: Tree) => ({ ...without(key)(map), [range]: map[range] ?? map[key] });
    const mended = (each: Tree) => ({ ...each, responses: renamed(each['responses'] as Tree) });
    return [{ ...said, id: 'status-key-invalid', severity: 'warning', at: ['responses', key], mended }];
  });
}

/** 2.0 has a separator for each list in a list; what is nested is written as JSON here, as in 3.x, which has none. */
function nestedListChecks({ items }: Tree): Check[] {
  if (!isTree(items) || items['type'] !== 'array') return [];
  const format = JSON.stringify(items['collectionFormat'] ?? 'csv');
  return [
    {
      id: 'encoding-ignored',
      severity: 'warning',
      message: `Lists in a list are written as JSON: what \`collectionFormat\` says of them (${format}) is not done.`,
      hint: 'Send a list of texts, or a body.',
      at: items['collectionFormat'] === undefined ? ['items'] : ['items', 'collectionFormat'],
      mended: (each) => each,
    },
  ];
}

/** Of two descriptions one counts: who gives `content` means a document (OpenAPI 3.1 §4.8.12.2). */
function contentChecks(parameter: Tree): Check[] {
  if (parameter['schema'] === undefined || parameter['content'] === undefined) return [];
  const said = invalid(
    'A parameter has `content` or `schema`, not both.',
    'Keep one: `content` is what counts here.',
  );
  return [{ ...said, severity: 'warning', at: ['schema'], mended: without('schema') }];
}

/** A server takes an absent parameter for its default, and would refuse the request where that is none of its values. */
function defaultChecks({ default: value, type }: Tree): Check[] {
  const types = [type].flat().filter((each) => typeof each === 'string');
  if (value === undefined || value === null || types.length === 0) return [];
  if (types.some((each) => typesOf(value).includes(each))) return [];
  const [meant] = types.flatMap((each) => {
    const kind = KINDS.get(each);
    const read = kind && meantBy(value, { kind });
    return read !== undefined && typesOf(read).includes(each) ? [read] : [];
  });
  const taken = meant === undefined ? 'nothing is assumed' : `it is taken for ${JSON.stringify(meant)}`;
  const what = `\`default\` is ${JSON.stringify(value)}, which is not of type ${types.join(' or ')}: ${taken}.`;
  const said = keywordCheck('default', what, 'Write a value that the parameter may have, or take it out.');
  return [meant === undefined ? said : { ...said, mended: (each) => ({ ...each, default: meant }) }];
}

/** Types of a parameter, and how a value of another type may have been meant for one. */
const KINDS: ReadonlyMap<string, 'text' | 'number' | 'flag'> = new Map([
  ['string', 'text'],
  ['integer', 'number'],
  ['number', 'number'],
  ['boolean', 'flag'],
]);

function typesOf(value: unknown): string[] {
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
  return [Array.isArray(value) ? 'array' : typeof value];
}

/** The same of a schema that stands in its parameter. */
function innerDefaultChecks({ schema }: Tree): Check[] {
  const checks = isTree(schema) ? defaultChecks(schema) : [];
  return checks.map((check) => ({
    ...check,
    at: ['schema', ...check.at],
    mended: (each) => ({ ...each, schema: check.mended?.(each['schema'] as Tree) }),
  }));
}

/** In 2.0 the fields of a form are the body (§ Parameter Object): what stands beside them would be lost. */
function bodyChecks({ parameters }: Tree, root: Tree): Check[] {
  const list = Array.isArray(parameters) ? (parameters as unknown[]) : [];
  const placeOf = (item: unknown) => {
    const target = followed(root, item);
    return isTree(target) ? target['in'] : undefined;
  };
  const isBody = (item: unknown) => placeOf(item) === 'body';
  if (!list.some(isBody) || !list.some((item) => placeOf(item) === 'formData')) return [];
  const said = invalid(
    'A request has a body or the fields of a form, not both: the body is left out.',
    'Describe the body as one of the fields, or the fields as a schema of the body.',
  );
  const mended = (each: Tree) => ({ ...each, parameters: list.filter((item) => !isBody(item)) });
  return [{ ...said, at: ['parameters'], mended }];
}

function serverChecks({ url, variables }: Tree): Check[] {
  const known = isTree(variables) ? variables : {};
  return [...String(url).matchAll(/\{([^{}]*)\}/g)].flatMap(([, name = '']): Check[] => {
    if (Object.hasOwn(known, name)) return [];
    const said = invalid(
      `The address names {${name}}, which no variable describes: it is taken as it stands.`,
      `Describe it under variables, with a default.`,
    );
    const mended = (each: Tree) => ({
      ...each,
      variables: { ...(each['variables'] as Tree | undefined), [name]: { default: `{${name}}` } },
    });
    return [{ ...said, severity: 'warning', at: [], mended }];
  });
}

/** What names no scheme stays: a server that knows nobody who may call refuses everybody. */
function securityChecks(requirement: Tree, version: string, root: Tree): Check[] {
  const schemes = nodeAt(root, version === '2.0' ? '/securityDefinitions' : '/components/securitySchemes');
  const known = Object.keys(isTree(schemes) ? schemes : {});
  return Object.keys(requirement).flatMap((name): Check[] => {
    // Since 3.2 it may be the address of one (§4.30.1).
    if (known.includes(name) || /[/#]/.test(name)) return [];
    const near = closest(name, known);
    const message = `There is no security scheme ${JSON.stringify(name)}: whoever asks for it lets nobody in.`;
    const where = version === '2.0' ? 'securityDefinitions' : 'components.securitySchemes';
    const hint = near === undefined ? `Define it under ${where}.` : `Did you mean ${near}?`;
    return [
      {
        id: 'specpact/security-known',
        severity: 'warning',
        message,
        hint,
        at: [name],
        mended: (each) => each,
      },
    ];
  });
}

/** Keywords whose number counts something (JSON Schema Validation §6.3 to 6.5). */
const COUNTS = [
  ...['maxLength', 'minLength', 'maxItems', 'minItems', 'maxContains', 'minContains'],
  ...['maxProperties', 'minProperties'],
];
const LIMITS = ['maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum', 'multipleOf'];

function keywordChecks(schema: Tree): Check[] {
  const checks = typeChecks(schema);
  for (const key of COUNTS) {
    const value = schema[key];
    if (typeof value === 'number' && !(Number.isInteger(value) && value >= 0))
      checks.push(
        keywordCheck(key, `\`${key}\` cannot be ${value}.`, 'Write a whole number from 0 on.', 'error'),
      );
  }
  for (const key of LIMITS) {
    const value = schema[key];
    if (typeof value !== 'number') continue;
    if (!Number.isFinite(value) || (key === 'multipleOf' && value <= 0))
      checks.push(
        keywordCheck(
          key,
          `\`${key}\` cannot be ${value}.`,
          key === 'multipleOf' ? 'Write a number above 0.' : 'Write a finite number.',
          'error',
        ),
      );
  }
  if (Array.isArray(schema['items']))
    checks.push({
      ...keywordCheck(
        'items',
        '`items` is a list, which describes the first items one by one.',
        'Write one schema for all items; what only the first have is said by prefixItems since 3.1.',
      ),
      mended: (each) => each,
    });
  for (const key of ['allOf', 'anyOf', 'oneOf', 'enum', 'type']) {
    const value = schema[key];
    if (Array.isArray(value) && value.length === 0)
      checks.push(
        keywordCheck(key, `\`${key}\` is an empty list, and says nothing.`, 'Fill it, or take it out.'),
      );
  }
  return checks;
}

function keywordCheck(key: string, message: string, hint: string, severity: Severity = 'warning'): Check {
  return { id: 'schema-keyword', severity, message, hint, at: [key], mended: without(key) };
}

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
  return Object.entries(isTree(mapping) ? mapping : {}).flatMap(([key, ref]): Check[] => {
    if (typeof ref !== 'string') return [];
    const target = isTree(schemas) && Object.hasOwn(schemas, ref) ? schemas[ref] : targetOf(root, ref);
    if (fits(target, { kind: 'object', name: 'Schema' })) return [];
    const mended = (each: Tree) => ({ ...each, mapping: without(key)(each['mapping'] as Tree) });
    const at = ['mapping', key];
    if (/[#/]|\.(ya?ml|json)$/i.test(ref)) return [{ ...referenceFault('', ref), ref, at, mended }];
    const message = `There is no schema ${JSON.stringify(ref)}, to which the discriminator leads.`;
    const near = closest(ref, Object.keys(isTree(schemas) ? schemas : {}));
    const hint = near === undefined ? 'Name a component, or refer to a schema.' : `Did you mean ${near}?`;
    return [{ id: 'ref-unresolved', severity: 'warning', message, hint, at, mended }];
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
    // No code depends on them.
    return fault ? [{ ...fault, severity: 'warning' as const, at: ['examples', type], mended }] : [];
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
