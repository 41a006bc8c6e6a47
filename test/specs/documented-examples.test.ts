// Hides the crossing of two hand-written sources: the list made from the providers' pages and the specs must say the same, both ways.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ApiModel, ExamplePair, Operation } from '../../generator/model/types.js';
import { loadFamily } from '../../generator/pipeline.js';

type Kind = 'request' | 'response' | 'parameter';

interface Place {
  readonly page: string;
  readonly family: string;
  readonly version: string;
  readonly operation: string;
}
interface RequestEntry extends Place {
  readonly kind: 'request';
  readonly pair: string;
  readonly value: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}
interface ResponseEntry extends Place {
  readonly kind: 'response';
  readonly pair: string;
  readonly value: { readonly status: number; readonly body: unknown };
}
interface ParameterEntry extends Place {
  readonly kind: 'parameter';
  readonly pair?: string;
  readonly in: string;
  readonly name: string;
  readonly type: readonly string[];
  readonly default: unknown;
  readonly value: unknown;
}
type Entry = RequestEntry | ResponseEntry | ParameterEntry;
interface Inventory {
  readonly pages: Readonly<Record<string, Readonly<Record<Kind, number>>>>;
  readonly examples: readonly Entry[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const inventory: Inventory = parse(
  readFileSync(`${root}/test/cases/documented-examples/inventory.yaml`, 'utf8'),
);
const FAMILIES = ['scp-virtualserver', 'huawei-evs', 'openstack-cinder', 'scaleway-instance'];
const models = (await Promise.all(FAMILIES.map(modelsOf))).flat();

async function modelsOf(family: string): Promise<readonly ApiModel[]> {
  const { value, diagnostics } = await loadFamily(`specs/${family}/family.yaml`, { cwd: root });
  if (!value) throw new Error(diagnostics.map((each) => each.message).join('\n'));
  return value.models;
}

function operationOf({ family, version, operation }: Place): Operation {
  const model = models.find((each) => each.version.family === family && each.version.id === version);
  const found = model?.operations.find((each) => each.id === operation);
  if (!found) throw new Error(`${family} ${version} has no operation ${operation}`);
  return found;
}

function pairOf(entry: RequestEntry | ResponseEntry): ExamplePair {
  const found = operationOf(entry).examples.find((each) => each.name === entry.pair);
  if (!found) throw new Error(`${entry.operation} has no example pair ${entry.pair}`);
  return found;
}

/** To the letter: equal, and in the order in which the page writes it. */
function expectSame(actual: unknown, documented: unknown): void {
  expect(actual).toStrictEqual(documented);
  expect(JSON.stringify(actual)).toBe(JSON.stringify(documented));
}

function filled(path: string, values: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => String(values[name]));
}

describe('what the pages document stands in the specs', () => {
  for (const entry of inventory.examples) {
    const { family, version, operation, kind } = entry;
    const name = kind === 'parameter' ? entry.name : entry.pair;
    it(`${family} ${version} ${operation}: ${kind} ${name}`, () => {
      if (entry.kind === 'request') checkRequest(entry);
      else if (entry.kind === 'response') checkResponse(entry);
      else checkParameter(entry);
    });
  }
});

function checkRequest(entry: RequestEntry): void {
  const { method, path, headers, body } = entry.value;
  const operation = operationOf(entry);
  const { request } = pairOf(entry);
  expect(operation.method).toBe(method);
  expect(path.includes('{') ? operation.path : filled(operation.path, request.path)).toBe(path);
  expect(request.query).toStrictEqual({});
  if (headers) {
    const sent = {
      ...('Content-Type' in headers && { 'Content-Type': request.body?.mediaType }),
      ...request.header,
    };
    expect(sent).toStrictEqual(headers);
  }
  expectSame(request.body?.value, body);
}

function checkResponse(entry: ResponseEntry): void {
  const { response } = pairOf(entry);
  expect(response.status).toBe(String(entry.value.status));
  expectSame(response.body?.value, entry.value.body);
}

function checkParameter(entry: ParameterEntry): void {
  const parameter = operationOf(entry).parameters.find(
    (each) => each.in === entry.in && each.name === entry.name,
  );
  const named = parameter?.examples.find((each) => each.name === entry.pair);
  expect(parameter).toMatchObject({ required: false, schema: { type: entry.type, default: entry.default } });
  expectSame(entry.pair === undefined ? parameter?.example?.value : named?.value, entry.value);
}

describe('the counts agree', () => {
  for (const [page, counts] of Object.entries(inventory.pages)) {
    it(`of the page ${page}`, () => {
      const entries = inventory.examples.filter((entry) => entry.page === page);
      const count = (kind: Kind) => entries.filter((entry) => entry.kind === kind).length;
      expect({
        request: count('request'),
        response: count('response'),
        parameter: count('parameter'),
      }).toStrictEqual(counts);
    });
  }

  it('and every entry is of one of the pages', () => {
    expect(inventory.examples.filter((entry) => !(entry.page in inventory.pages))).toStrictEqual([]);
  });
});

describe('the specs claim nothing to be documented that is not on a page', () => {
  for (const model of models) {
    for (const operation of model.operations) {
      const { family = '', id } = model.version;
      it(`${family} ${id} ${operation.id}`, () => {
        const place = (entry: Entry) =>
          entry.family === family && entry.version === id && entry.operation === operation.id;
        const listed = inventory.examples.filter(place);
        const names = (kind: Kind) =>
          listed.flatMap((each) => (each.kind === kind && each.pair !== undefined ? [each.pair] : []));
        const claimed = operation.examples.filter((pair) => pair.name.startsWith('documented'));

        expect(claimed.filter(({ response }) => response.body).map(({ name }) => name)).toStrictEqual(
          names('response'),
        );
        expect(claimed.filter(({ response }) => !response.body).map(({ name }) => name)).toStrictEqual(
          names('parameter'),
        );
        expect(claimed.filter(({ name }) => name === 'documented')).toHaveLength(names('request').length);
        if (family === 'scp-virtualserver') {
          const queries = operation.parameters.filter((each) => each.in === 'query').map((each) => each.name);
          const expected = listed.flatMap((each) => (each.kind === 'parameter' ? [each.name] : []));
          expect(queries).toStrictEqual(expected);
        }
      });
    }
  }
});
