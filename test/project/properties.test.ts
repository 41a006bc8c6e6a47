// A projection is a filter: of a random list of parts, it leaves those that are there.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../runtime/lifecycle.js';
import { projected } from './projected.js';

const VERSIONS = ['1.0', '1.1', '1.2', '1.9', '1.10', '2.0'];
const version = fc.constantFrom(...VERSIONS);
const life = fc.record({ added: version, removed: version }, { requiredKeys: [] });
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;
type Lives<T> = readonly (T & { readonly life: Life })[];

const NAMES = fc.constantFrom('a', 'b', 'c', 'd', 'x-added');

function named<T extends object>(more: fc.Arbitrary<T>, maxLength = 4) {
  const one = fc.tuple(NAMES, life, more).map(([name, life, rest]) => ({ ...rest, name, life }));
  return fc.uniqueArray(one, { selector: ({ name }) => name, maxLength });
}

const nothing = fc.constant({});
const operation = fc.record({
  method: fc.constantFrom('get', 'put', 'post'),
  life,
  parameters: named(nothing),
});
const values = fc.option(named(nothing, 3), { nil: undefined });

const api = fc.record({
  paths: named(
    fc.record({
      operations: fc.uniqueArray(operation, { selector: ({ method }) => method, minLength: 1, maxLength: 3 }),
    }),
  ),
  schemas: named(fc.record({ properties: named(fc.record({ isRequired: fc.boolean(), values })) })),
});
type Api = typeof api extends fc.Arbitrary<infer T> ? T : never;

const annotations = ({ added, removed }: Life) => ({
  ...(added !== undefined && { 'x-added': added }),
  ...(removed !== undefined && { 'x-removed': removed }),
});
const nonEmpty = <T>(key: string, entries: readonly T[], value: (entries: readonly T[]) => unknown) =>
  entries.length > 0 ? { [key]: value(entries) } : {};
const map = <T extends { readonly name: string }>(parts: readonly T[], value: (part: T) => unknown) =>
  Object.fromEntries(parts.map((part) => [part.name, value(part)]));

/** A list of parts as a document, with or without their lives. */
function documentOf({ paths, schemas }: Api, said: (life: Life) => object): object {
  return {
    openapi: '3.1.1',
    paths: Object.fromEntries(
      paths.map(({ name, life, operations }) => [
        `/${name}`,
        {
          ...said(life),
          ...Object.fromEntries(
            operations.map((operation) => [
              operation.method,
              {
                ...said(operation.life),
                ...nonEmpty('parameters', operation.parameters, (parameters) =>
                  parameters.map((each) => ({ name: each.name, in: 'query', ...said(each.life) })),
                ),
                responses: {},
              },
            ]),
          ),
        },
      ]),
    ),
    ...nonEmpty('components', schemas, () => ({
      schemas: map(schemas, ({ life, properties }) => ({
        ...said(life),
        type: 'object',
        ...nonEmpty('properties', properties, () =>
          map(properties, ({ life, values }) => ({
            ...said(life),
            ...(values && values.length > 0 && { enum: values.map(({ name }) => name) }),
            ...(values &&
              values.length > 0 &&
              said === annotations && { 'x-enum-versions': map(values, (each) => annotations(each.life)) }),
          })),
        ),
        ...nonEmpty(
          'required',
          properties.filter(({ isRequired }) => isRequired),
          (required) => required.map(({ name }) => name),
        ),
      })),
    })),
  };
}

const isThere = (at: string, { added, removed }: Life) =>
  (added === undefined || compareVersions(at, added) >= 0) &&
  (removed === undefined || compareVersions(at, removed) < 0);

function filtered({ paths, schemas }: Api, at: string): Api {
  const live = <T>(parts: Lives<T>) => parts.filter((part) => isThere(at, part.life));
  return {
    paths: live(paths)
      .map((path) => ({
        ...path,
        operations: live(path.operations).map((each) => ({ ...each, parameters: live(each.parameters) })),
      }))
      .filter(({ operations }) => operations.length > 0),
    schemas: live(schemas).map((schema) => ({
      ...schema,
      properties: live(schema.properties)
        .map((each) => ({ ...each, values: each.values && live(each.values) }))
        // A value that can be none of its enum can be nothing.
        .filter((each, _, all) => all && !isEmptied(each, schema.properties)),
    })),
  };
}

function isEmptied(
  { name, values }: { name: string; values?: readonly unknown[] | undefined },
  before: readonly { name: string; values?: readonly unknown[] | undefined }[],
): boolean {
  const had = before.find((each) => each.name === name)?.values?.length ?? 0;
  return had > 0 && values?.length === 0;
}

describe('projecting', () => {
  it('filters the parts', () => {
    fc.assert(
      fc.property(api, version, (parts, at) => {
        const expected = documentOf(filtered(parts, at), () => ({}));
        expect(projected(documentOf(parts, annotations), at)).toEqual(expected);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('twice is once, at whatever version', () => {
    fc.assert(
      fc.property(api, version, version, (parts, at, later) => {
        const once = projected(documentOf(parts, annotations), at);
        expect(projected(once, later)).toBe(once);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('changes nothing that it was given', () => {
    fc.assert(
      fc.property(api, version, (parts, at) => {
        const document = documentOf(parts, annotations);
        const before = structuredClone(document);
        projected(document, at);
        expect(document).toEqual(before);
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it('takes a document without annotations as it is', () => {
    fc.assert(
      fc.property(api, version, (parts, at) => {
        const document = documentOf(parts, () => ({}));
        expect(projected(document, at)).toBe(document);
      }),
      { seed: 7, numRuns: 50 },
    );
  });
});
