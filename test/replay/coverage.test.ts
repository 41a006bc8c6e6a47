// Counts the replayed examples against the list that was written by hand from the providers' pages: all of them, and none by name alone.
import { describe, expect, it } from 'vitest';
import { handlerTarget, plan } from '../../contract/index.js';
import type { ApiModel, Operation } from '../../generator/model/types.js';
import { tries, untried } from './coverage.js';
import {
  FAMILIES,
  freshAlone,
  freshFor,
  modelOf,
  planFor,
  type SampleVersion,
  subjectsOf,
} from './families.js';
import { type Entry, type Kind, readInventory, titleOf } from './inventory.js';
import { type Exchange, replay } from './replay.js';

const inventory = readInventory();
const KINDS: readonly Kind[] = ['request', 'response', 'parameter'];

interface Replayed {
  readonly model: ApiModel;
  readonly version: SampleVersion;
  readonly exchanges: readonly Exchange[];
}

const replayed: Replayed[] = [];
for (const family of FAMILIES) {
  const subjects = await subjectsOf(family.name);
  for (const version of family.versions) {
    const target = handlerTarget(freshFor(family, version.alive));
    const { exchanges } = await replay(planFor(subjects, version.id), target);
    replayed.push({ model: modelOf(subjects, version.id), version, exchanges });
  }
}
const exchanges = replayed.flatMap((each) => each.exchanges);

describe('every documented example is replayed', () => {
  for (const entry of inventory.examples) {
    it(titleOf(entry), () => {
      expect(exchanges.filter((exchange) => tries(exchange, entry))).toHaveLength(1);
    });
  }

  for (const [page, counts] of Object.entries(inventory.pages)) {
    it(`as many as the page ${page} shows`, () => {
      const tried = inventory.examples.filter(
        (entry) => entry.page === page && untried([entry], exchanges).length === 0,
      );
      const count = (kind: Kind) => tried.filter((entry) => entry.kind === kind).length;
      expect(Object.fromEntries(KINDS.map((kind) => [kind, count(kind)]))).toStrictEqual(counts);
    });
  }

  it('47 in all', () => {
    const counted = Object.values(inventory.pages).flatMap((counts) => KINDS.map((kind) => counts[kind]));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(47);
    expect(inventory.examples).toHaveLength(47);
    expect(new Set(inventory.examples.map(titleOf)).size).toBe(47);
    expect(untried(inventory.examples, exchanges)).toStrictEqual([]);
  });
});

describe('nothing can be dropped unnoticed', () => {
  for (const entry of inventory.examples) {
    it(`from the plan: ${titleOf(entry)}`, () => {
      const others = exchanges.filter((exchange) => !tries(exchange, entry));
      expect(others).toHaveLength(exchanges.length - 1);
      expect(untried(inventory.examples, others)).toContain(entry);
    });

    it(`from the spec: ${titleOf(entry)}`, async () => {
      expect(await missedWith(entry, dropped)).toContain(entry);
    });

    it(`nor sent or awaited otherwise: ${titleOf(entry)}`, async () => {
      expect(await missedWith(entry, altered)).toContain(entry);
    });
  }

  it('and an answer that broke its contract is no success', () => {
    const broken = exchanges.map((exchange) => ({
      ...exchange,
      judged: { ...exchange.judged, verdict: 'broken' as const },
    }));
    expect(untried(inventory.examples, broken)).toStrictEqual(inventory.examples);
  });
});

/** What is not tried when the spec says something else about one entry. */
async function missedWith(entry: Entry, change: Change): Promise<Entry[]> {
  const found = replayed.find(
    ({ model: { version } }) => version.family === entry.family && version.id === entry.version,
  );
  if (!found) throw new Error(`${entry.family} ${entry.version} was not replayed.`);
  const { model, version } = found;
  const operations = model.operations.map((operation) =>
    operation.id === entry.operation ? change(operation, entry) : operation,
  );
  const planned = plan([{ model: { ...model, operations } }], { phases: ['examples'] });
  const { exchanges: others } = await replay(planned, handlerTarget(freshAlone(version)));
  return untried(inventory.examples, others);
}

type Change = (operation: Operation, entry: Entry) => Operation;

function dropped(operation: Operation, entry: Entry): Operation {
  if (entry.kind !== 'parameter' || entry.pair !== undefined)
    return { ...operation, examples: operation.examples.filter(({ name }) => name !== entry.pair) };
  const parameters = operation.parameters.map(({ example, ...rest }) =>
    rest.name === entry.name || !example ? rest : { ...rest, example },
  );
  return { ...operation, parameters };
}

/** One detail of the documented value is another one; what a server makes of it does not matter. */
function altered(operation: Operation, entry: Entry): Operation {
  if (entry.kind === 'parameter' && entry.pair === undefined) {
    const parameters = operation.parameters.map((each) =>
      each.name === entry.name ? { ...each, example: { value: `${entry.value}0` } } : each,
    );
    return { ...operation, parameters };
  }
  const examples = operation.examples.map((pair) => {
    if (pair.name !== entry.pair) return pair;
    const { request, response } = pair;
    if (entry.kind === 'response')
      return { ...pair, response: { ...response, ...alteredBody(response.body) } };
    if (entry.kind === 'parameter')
      return { ...pair, request: { ...request, query: { ...request.query, [entry.name]: 21 } } };
    if (request.body) return { ...pair, request: { ...request, ...alteredBody(request.body) } };
    return { ...pair, request: { ...request, header: { ...request.header, 'Accept-Language': 'ko' } } };
  });
  return { ...operation, examples };
}

function alteredBody(body: { readonly mediaType: string; readonly value: unknown } | undefined) {
  return body && { body: { ...body, value: { ...(body.value as object), more: 1 } } };
}
