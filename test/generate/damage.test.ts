// One place of a whole document is damaged: what is wrong is said there, and with --lenient all that is not damaged is made all the same.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../generator/diagnostics.js';
import { DEFAULT_TARGETS } from '../../generator/emit/list.js';
import { generateDocument, loadDocument } from '../../generator/pipeline.js';
import { makeLocate } from '../../generator/spec/locate.js';
import type { Tree } from '../../generator/spec/types.js';
import { parsed } from '../security/syntax.js';
import { placesOf, replaced } from '../spec/everything.js';
import { type Damage, DIALECTS, type Dialect, damage, wholeDocument } from './damaged.js';
import { scratch } from './scratch.js';

const FILE = 'openapi.json';
const A = '/paths/~1a~1{id}';
const GET = `${A}/get`;
const POST = `${A}/post`;
const S3 = '/components/schemas';
const is = (value: unknown): Damage => ({ value });
const named = (key: string): Damage => ({ key });
const and = (append: unknown): Damage => ({ append });

/** What is wrong: where, what is done there, the id of what is said, and where it is said if not there. */
type Row = readonly [where: string, what: Damage, id: string, said?: string];

/** Of 3.0, 3.1 and 3.2, one after the other. */
const ROWS_3: readonly Row[] = [
  ['/info', 'gone', 'document-invalid', ''],
  ['/info', is([]), 'document-invalid'],
  ['/paths', is([]), 'document-invalid'],
  ['/components', is('x'), 'document-invalid'],
  ['/security', is({ key: [] }), 'document-invalid'],
  ['/security/0/key', is({}), 'document-invalid'],
  [A, named('a/{id}'), 'document-invalid', '/paths/a~1{id}'],
  [A, named('/a'), 'path-parameter-mismatch', '/paths/~1a/get'],
  [A, named('/a/{id}/{x}'), 'path-parameter-mismatch', '/paths/~1a~1{id}~1{x}/get'],
  [A, is(7), 'document-invalid'],
  [A, is({ $ref: '#/paths/~1b' }), 'ref-unresolved', `${A}/$ref`],
  [GET, is('x'), 'document-invalid'],
  [`${GET}/operationId`, is('ok'), 'operation-id-duplicate'],
  [`${GET}/operationId`, is({}), 'document-invalid'],
  [`${GET}/parameters`, is({}), 'document-invalid'],
  [`${GET}/parameters`, and(7), 'document-invalid', `${GET}/parameters/3`],
  [
    `${GET}/parameters`,
    and({ name: 'q', in: 'query', schema: {} }),
    'document-invalid',
    `${GET}/parameters/3`,
  ],
  [
    `${GET}/parameters`,
    and({ $ref: '#/components/schemas/A' }),
    'document-invalid',
    `${GET}/parameters/3/$ref`,
  ],
  [`${GET}/parameters/0/name`, 'gone', 'document-invalid', `${GET}/parameters/0`],
  [`${GET}/parameters/0/in`, is('Query'), 'document-invalid'],
  [`${GET}/parameters/0/in`, 'gone', 'document-invalid', `${GET}/parameters/0`],
  [`${GET}/parameters/0/style`, is('matrix'), 'document-invalid'],
  [`${GET}/parameters/0/schema`, is('string'), 'document-invalid'],
  [`${GET}/parameters/0/required`, is('yes'), 'document-invalid'],
  [`${GET}/parameters/1/name`, is('X H'), 'header-name-invalid'],
  [`${GET}/parameters/1/name`, is('X:H'), 'header-name-invalid'],
  [
    '/components/parameters/P',
    is({ $ref: '#/components/parameters/P' }),
    'ref-cycle',
    '/components/parameters/P/$ref',
  ],
  [`${GET}/responses`, is([]), 'document-invalid'],
  [`${GET}/responses/200`, named('20'), 'status-key-invalid', `${GET}/responses/20`],
  [`${GET}/responses/200`, named('600'), 'status-key-invalid', `${GET}/responses/600`],
  [
    `${GET}/responses/200`,
    is({ $ref: '#/components/responses/No' }),
    'ref-unresolved',
    `${GET}/responses/200/$ref`,
  ],
  [`${GET}/responses/200`, is({ $ref: 'no.yaml' }), 'ref-unresolved', `${GET}/responses/200/$ref`],
  [`${GET}/responses/200`, is({ $ref: '../no.yaml' }), 'ref-external-refused', `${GET}/responses/200/$ref`],
  [
    `${GET}/responses/200`,
    is({ $ref: 'http://a.example/b' }),
    'ref-external-refused',
    `${GET}/responses/200/$ref`,
  ],
  [
    `${GET}/responses/200/headers/X-R`,
    named('X R'),
    'header-name-invalid',
    `${GET}/responses/200/headers/X R`,
  ],
  [`${GET}/responses/200/content`, is([]), 'document-invalid'],
  [
    `${GET}/responses/200/content/application~1json`,
    named('application json'),
    'media-type-invalid',
    `${GET}/responses/200/content/application json`,
  ],
  [`${GET}/responses/200/links/self`, is(7), 'document-invalid'],
  [`${POST}/requestBody`, is('x'), 'document-invalid'],
  [
    `${POST}/requestBody/content/application~1json`,
    named(''),
    'media-type-invalid',
    `${POST}/requestBody/content/`,
  ],
  [`${POST}/requestBody/content/application~1json/schema`, is([]), 'document-invalid'],
  [`${POST}/callbacks/done`, is([]), 'document-invalid'],
  [`${S3}/A`, is('x'), 'document-invalid'],
  [`${S3}/A`, is(null), 'document-invalid'],
  [`${S3}/A`, is({ $ref: '#/components/schemas/A' }), 'ref-cycle', `${S3}/A/$ref`],
  [`${S3}/A`, is({ allOf: [{ $ref: '#/components/schemas/A' }] }), 'ref-cycle'],
  [`${S3}/A`, is({ $ref: '#/components/responses/R' }), 'document-invalid', `${S3}/A/$ref`],
  [`${S3}/A`, named('A\tB'), 'component-name-invalid', `${S3}/A\tB`],
  [`${S3}/A/type`, is('strng'), 'document-invalid'],
  [`${S3}/A/type`, is({}), 'document-invalid'],
  [`${S3}/A/required`, is('id'), 'document-invalid'],
  [`${S3}/A/required/0`, is({}), 'document-invalid'],
  [`${S3}/A/properties`, is([]), 'document-invalid'],
  [`${S3}/A/properties/id`, is('string'), 'document-invalid'],
  [`${S3}/A/properties/id/pattern`, is('('), 'pattern-invalid'],
  [`${S3}/A/properties/id/pattern`, is('[a'), 'pattern-invalid'],
  [`${S3}/A/properties/id/minLength`, is(-1), 'schema-keyword'],
  [`${S3}/A/properties/n/minimum`, is('low'), 'schema-keyword'],
  [`${S3}/A/properties/n/enum`, is({}), 'document-invalid'],
  [`${S3}/A/properties/l/items`, is(7), 'document-invalid'],
  [`${S3}/A/properties/l/items/$ref`, is('#/components/schemas/No'), 'ref-unresolved'],
  [`${S3}/A/additionalProperties`, is('yes'), 'document-invalid'],
  [`${S3}/B/allOf`, is({}), 'document-invalid'],
  [`${S3}/B/allOf/0`, is(7), 'document-invalid'],
  [`${S3}/U/discriminator`, is('kind'), 'document-invalid'],
  [`${S3}/U/discriminator/propertyName`, 'gone', 'document-invalid', `${S3}/U/discriminator`],
  [`${S3}/U/discriminator/mapping/c`, is('#/components/schemas/No'), 'ref-unresolved'],
  ['/components/securitySchemes/key/type', is('magic'), 'document-invalid'],
  ['/components/securitySchemes/key/in', is('body'), 'document-invalid'],
  ['/components/securitySchemes/key/name', is('X Key'), 'header-name-invalid'],
];

const ROWS_20: readonly Row[] = [
  [`${GET}/responses`, 'gone', 'document-invalid', GET],
  [`${GET}/operationId`, is('ok'), 'operation-id-duplicate'],
  [`${GET}/parameters/0/in`, is('cookie'), 'document-invalid'],
  [`${GET}/parameters/0/type`, is('strng'), 'document-invalid'],
  [`${GET}/parameters/0/items`, is(7), 'document-invalid'],
  [`${GET}/parameters/2/$ref`, is('#/parameters/No'), 'ref-unresolved'],
  [`${GET}/responses/200/schema`, is(7), 'document-invalid'],
  [`${GET}/responses/200/schema/$ref`, is('#/definitions/No'), 'ref-unresolved'],
  [`${GET}/responses/200/headers/X-R/type`, is('int'), 'document-invalid'],
  [`${GET}/responses/200`, named('OK'), 'status-key-invalid', `${GET}/responses/OK`],
  [
    `${POST}/parameters`,
    and({ name: 'b', in: 'body', schema: {} }),
    'document-invalid',
    `${POST}/parameters/1`,
  ],
  [
    `${POST}/parameters/0/schema`,
    is({ $ref: '#/responses/R' }),
    'document-invalid',
    `${POST}/parameters/0/schema/$ref`,
  ],
  [
    `${POST}/parameters`,
    and({ name: 'f', in: 'formData', type: 'string' }),
    'document-invalid',
    `${POST}/parameters`,
  ],
  [A, named('/a'), 'path-parameter-mismatch', '/paths/~1a/get'],
  ['/definitions/A/properties/id', is(7), 'document-invalid'],
  ['/definitions/A/properties/id/minLength', is(1.5), 'schema-keyword'],
  ['/definitions/A', is({ $ref: '#/definitions/A' }), 'ref-cycle', '/definitions/A/$ref'],
  ['/definitions/C/discriminator', is(7), 'document-invalid'],
  ['/securityDefinitions/key/type', is('http'), 'document-invalid'],
];

/** What was meant is plain, or nothing depends on it: a warning, and code is made either way. */
const WARNED: readonly Case[] = [
  ['3.1.1', '/security/0', is({ kay: [] }), 'specpact/security-known', '/security/0/kay'],
  ['2.0', '/security/0', is({ kay: [] }), 'specpact/security-known', '/security/0/kay'],
  ['3.2.0', `${GET}/responses/200`, named('2xx'), 'status-key-invalid', `${GET}/responses/2xx`],
  [
    '3.0.3',
    `${GET}/parameters`,
    and({ $ref: '#/components/parameters/P' }),
    'document-invalid',
    `${GET}/parameters/3`,
  ],
  ['3.1.1', `${GET}/parameters/0/required`, is('true'), 'document-invalid'],
  [
    '3.1.1',
    `${GET}/parameters/1/schema`,
    is({ type: 'integer', default: 'ten' }),
    'schema-keyword',
    `${GET}/parameters/1/schema/default`,
  ],
  [
    '2.0',
    `${GET}/parameters/1`,
    is({ name: 'X-H', in: 'header', type: 'boolean', default: 'true' }),
    'schema-keyword',
    `${GET}/parameters/1/default`,
  ],
  ['3.1.1', `${GET}/responses/200/description`, is(7), 'document-invalid'],
  [
    '3.2.0',
    `${GET}/responses/200/links/self/operationId`,
    is('no'),
    'link-unresolved',
    `${GET}/responses/200/links/self`,
  ],
  ['3.1.1', A, is({ GET: {} }), 'document-invalid', `${A}/GET`],
  [
    '3.0.3',
    `${S3}/A/properties/id`,
    is({ required: true }),
    'document-invalid',
    `${S3}/A/properties/id/required`,
  ],
  ['3.1.1', `${S3}/A/properties/id/minLength`, is('1'), 'schema-keyword'],
  ['3.2.0', `${S3}/A/properties/n/enum`, is([]), 'schema-keyword'],
  ['3.0.3', `${S3}/A/properties/l/items`, is([]), 'schema-keyword'],
  ['3.1.1', `${S3}/A/properties`, is(null), 'document-invalid'],
  [
    '2.0',
    `${GET}/parameters/0/items`,
    is({ type: 'array', collectionFormat: 'pipes', items: { type: 'string' } }),
    'encoding-ignored',
    `${GET}/parameters/0/items/collectionFormat`,
  ],
  ['3.0.3', '/servers', is([{ url: 'https://{r}.example' }]), 'document-invalid', '/servers/0'],
  [
    '3.1.1',
    `${GET}/parameters/0/content`,
    is({ 'application/json': {} }),
    'document-invalid',
    `${GET}/parameters/0/schema`,
  ],
  ['2.0', '/info/version', is(1), 'document-invalid'],
];

type Case = readonly [dialect: Dialect, ...Row];
const CASES: readonly Case[] = [
  ...ROWS_3.map((row, at): Case => [DIALECTS[1 + (at % 3)] ?? '3.0.3', ...row]),
  // Answers may be left out since 3.1.
  ['3.0.3', `${GET}/responses`, 'gone', 'document-invalid', GET],
  ...ROWS_20.map((row): Case => ['2.0', ...row]),
];

function write(cwd: string, document: unknown): string {
  const text = JSON.stringify(document, null, 1);
  writeFileSync(join(cwd, FILE), text);
  return text;
}

it.each(DIALECTS)('the whole document of %s is without a fault', async (dialect) => {
  const cwd = scratch();
  write(cwd, wholeDocument(dialect));
  const { value, diagnostics } = await loadDocument(FILE, { cwd });
  expect(diagnostics).toEqual([]);
  expect(value?.model.operations.map(({ id }) => id)).toEqual(['ok', 'getA', 'postA']);
});

const listed = (cases: readonly Case[]) =>
  cases.map(([dialect, where, what, id, said = where]) => ({ dialect, where, what, id, said }));

describe('damaged', () => {
  it.each(listed(CASES))('$dialect $where: $id', async ({ dialect, where, what, id, said }) => {
    const document = wholeDocument(dialect);
    damage(document, where, what);
    const cwd = scratch();
    const text = write(cwd, document);
    const place = makeLocate(document, [{ file: FILE, text, parsed: document }])(said);

    const strict = await loadDocument(FILE, { cwd });
    expect(strict.value).toBeUndefined();
    const errors = strict.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map((each) => [each.id, each.position])).toContainEqual([id, place]);
    for (const { position, hint } of strict.diagnostics) expect([position, hint]).not.toContain(undefined);

    const lenient = await loadDocument(FILE, { cwd, lenient: true });
    expect(hasErrors(lenient.diagnostics)).toBe(false);
    expect(lenient.diagnostics.map((each) => [each.id, each.position])).toContainEqual([id, place]);
    const left = lenient.value?.model.operations.map((operation) => operation.id);
    expect(left).toEqual(where === '/paths' ? [] : expect.arrayContaining(['ok']));
  });

  it.each(listed(WARNED))('$dialect $where, only warned of', async ({ dialect, where, what, id, said }) => {
    const document = wholeDocument(dialect);
    damage(document, where, what);
    const cwd = scratch();
    const text = write(cwd, document);
    const place = makeLocate(document, [{ file: FILE, text, parsed: document }])(said);
    const { value, diagnostics } = await loadDocument(FILE, { cwd });
    expect(value?.model.operations.map((operation) => operation.id)).toContain('ok');
    expect(diagnostics.map((each) => [each.severity, each.id, each.position])).toContainEqual([
      'warning',
      id,
      place,
    ]);
  });
});

it('anything anywhere: code or an error, never a throw; with --lenient code that parses', async () => {
  const cwd = scratch();
  const documents = DIALECTS.map((dialect) => {
    const document = wholeDocument(dialect);
    return { document, places: placesOf(document).slice(2) };
  });
  const change = fc.record({
    at: fc.nat(),
    value: fc.constantFrom<unknown>(null, 7, -1, 'text', '', true, [], {}, [null], { a: null }, undefined),
  });
  const count = { refused: 0, made: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...documents),
      fc.array(change, { minLength: 1, maxLength: 2 }),
      async ({ document, places }, changes) => {
        let damaged: unknown = document;
        for (const { at, value } of changes) {
          const place = places[at % places.length] ?? [];
          // Where an earlier change has left nothing, there is nothing to change.
          const holder = place
            .slice(0, -1)
            .reduce<unknown>(
              (node, key) => (typeof node === 'object' && node !== null ? (node as Tree)[key] : undefined),
              damaged,
            );
          if (typeof holder === 'object' && holder !== null) damaged = replaced(damaged, place, value);
        }
        write(cwd, damaged);
        const strict = await loadDocument(FILE, { cwd });
        expect(strict.value === undefined).toBe(hasErrors(strict.diagnostics));
        count[strict.value ? 'made' : 'refused']++;
        const targets = DEFAULT_TARGETS.document;
        const { value, diagnostics } = await generateDocument(FILE, { cwd, targets, lenient: true });
        expect(hasErrors(diagnostics)).toBe(false);
        const files = (value ?? []).filter(({ path }) => !path.startsWith('runtime/'));
        expect(files.length).toBeGreaterThan(0);
        expect(files.flatMap(({ path, text }) => parsed(path, text).errors)).toEqual([]);
      },
    ),
    { seed: 11, numRuns: 40 },
  );
  expect(Math.min(count.refused, count.made)).toBeGreaterThan(5);
});
