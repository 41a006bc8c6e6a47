// Hides the comparison of two adjacent versions: what serves the older from the newer by itself, and what somebody must write.
import type { ApiModel, Direction, NamedSchema } from '../../model/types.js';
import { Sameness } from '../sameness.js';
import { compareAnswers } from './answers.js';
import { FactReader, type Facts } from './facts.js';
import { compareInputs } from './inputs.js';
import { matchOperations } from './matching.js';
import { type Named, Relation } from './relation.js';
import { guardsOf, liveSteps, pruned, reachedFrom } from './steps.js';
import type {
  AdjacentVersions,
  Carried,
  Finding,
  OperationChange,
  SchemaAsked,
  Step,
  VersionChange,
  Way,
} from './types.js';

/** How often what was assumed is corrected before nothing is assumed any more. */
const MAX_PASSES = 8;

/**
 * Each version that is served with the next newer one. What is only planned is served to nobody: the newest that handlers are written for
 * is the one that is CURRENT.
 * @param models newest first
 */
export function compareAdjacent(models: readonly ApiModel[]): AdjacentVersions[] {
  const served = models.filter(
    ({ version: { state }, operations }) =>
      state !== 'PLANNED' && state !== 'RETIRED' && operations.length > 0,
  );
  return served.slice(1).flatMap((older, at) => {
    const newer = served[at];
    return newer ? [{ older, newer, change: compareVersions(older, newer) }] : [];
  });
}

/** Compares two versions of one API. Pure, and in bounded time however schemas lead to one another. */
export function compareVersions(older: ApiModel, newer: ApiModel): VersionChange {
  const sameness = new Sameness(older.document, newer.document);
  const sides = (from: ApiModel, to: ApiModel, direction: Direction) => ({
    source: new FactReader(from, direction),
    target: new FactReader(to, direction),
    from: from.version.id,
    to: to.version.id,
  });
  const up = new Relation('up', sides(older, newer, 'request'), sameness);
  const down = new Relation('down', sides(newer, older, 'response'), sameness);
  const pairs = matchOperations(older, newer);
  for (let pass = 1; ; pass++) {
    up.begin(pass > MAX_PASSES);
    down.begin(pass > MAX_PASSES);
    const operations = pairs.map(
      ({ older: from, newer: to }): OperationChange =>
        to
          ? {
              older: from,
              newer: to,
              input: compareInputs(up, from, to),
              answers: compareAnswers(down, from, to),
            }
          : { older: from, input: { renamed: {}, places: {}, bodies: [], fills: false }, answers: [] },
    );
    const isSettled = [up.settle(), down.settle()].every((each) => each);
    if (isSettled) return finished(operations, { older, newer }, { up, down });
  }
}

type Models = { readonly older: ApiModel; readonly newer: ApiModel };

function finished(
  operations: readonly OperationChange[],
  models: Models,
  { up, down }: Readonly<Record<Way, Relation>>,
): VersionChange {
  const ways = { up: stepsOf(up, models), down: stepsOf(down, models) };
  const live = { up: liveSteps(ways.up.steps), down: liveSteps(ways.down.steps) };
  const left = operations.map((each) => withLiveSteps(each, live));
  const roots = {
    up: left.flatMap(({ input }) => [
      ...input.bodies.map(({ step }) => step),
      ...Object.values(input.places),
      ...offered(input.asked?.findings),
    ]),
    down: left.flatMap(({ answers }) =>
      answers.flatMap(({ asked, step }) => (asked ? offered(asked.findings) : [step])),
    ),
  };
  return {
    operations: left,
    up: carried(ways.up, live.up, roots.up, models),
    down: carried(ways.down, live.down, roots.down, models),
  };
}

/** What is asked for may be made of components, which its giver has carried over. */
function offered(findings: readonly Finding[] = []): Step[] {
  return findings.flatMap(({ offers = [] }) => offers.map((use) => ({ use })));
}

interface Ways {
  readonly steps: ReadonlyMap<string, Step | undefined>;
  readonly asked: ReadonlyMap<string, SchemaAsked>;
}

/** The steps of one direction; that of a component which cannot be carried over by itself asks for it. */
function stepsOf(relation: Relation, { older, newer }: Models): Ways {
  const steps = new Map(relation.steps);
  const asked = new Map<string, SchemaAsked>();
  for (const named of relation.named.values()) {
    const one = askedOf(named, schemaOf(older, named.key), schemaOf(newer, named.key));
    if (!one) continue;
    asked.set(named.key, one);
    const ask = { of: one.older.name, ...(one.gives && { gives: one.gives }) };
    steps.set(named.key, one.gives ? { ...named.related.step, ask } : { ask });
  }
  return { steps, asked };
}

const byKey = new WeakMap<ApiModel, ReadonlyMap<string, NamedSchema>>();

function schemaOf(model: ApiModel, key: string): NamedSchema | undefined {
  const schemas = byKey.get(model) ?? new Map(model.schemas.map((each) => [each.key, each]));
  byKey.set(model, schemas);
  return schemas.get(key);
}

function askedOf(
  { related: { findings }, source, target }: Named,
  older: NamedSchema | undefined,
  newer: NamedSchema | undefined,
): SchemaAsked | undefined {
  if (findings.length === 0 || !older || !newer) return undefined;
  const isByMember =
    isObjects(source) && isObjects(target) && findings.every(({ member }) => member !== undefined);
  if (!isByMember) return { older, newer, findings, isNullable: false };
  const named = new Set(findings.map(({ member }) => member));
  const gives = [...target.members.keys()].filter((name) => named.has(name) || !source.members.has(name));
  const isNullable = [source, target].some(({ types }) => types.size === 2);
  return { older, newer, findings, gives, isNullable };
}

/** Plain objects, of which some members can be given and the others carried over. */
function isObjects({ types, choices, values, members }: Facts): boolean {
  // Without a type, members say it.
  const isObject = types.has('object') && (types.size === 1 || (types.size === 2 && types.has('null')));
  return (isObject || (types.size === 7 && members.size > 0)) && choices.length === 0 && !values;
}

function withLiveSteps(
  change: OperationChange,
  live: Readonly<Record<Way, ReadonlySet<string>>>,
): OperationChange {
  const stepped = <T extends { readonly step?: Step }>({ step, ...rest }: T, way: Way) => {
    const left = pruned(step, live[way]);
    return { ...rest, ...(left && { step: left }) };
  };
  const places = Object.entries(change.input.places).flatMap(([place, step]) => {
    const left = pruned(step, live.up);
    return left ? [[place, left]] : [];
  });
  return {
    ...change,
    input: {
      ...change.input,
      places: Object.fromEntries(places),
      bodies: change.input.bodies.map((each) => stepped(each, 'up')),
    },
    answers: change.answers.map((each) => stepped(each, 'down')),
  };
}

function carried(
  { steps, asked }: Ways,
  live: ReadonlySet<string>,
  roots: readonly (Step | undefined)[],
  { older, newer }: Models,
): Carried {
  const left = new Map([...steps].map(([name, step]) => [name, pruned(step, live)] as const));
  const leads = new Map(
    [...left].map(([name, step]) => {
      const offers = offered(asked.get(name)?.findings);
      return [name, step && { all: [step, ...offers] }] as const;
    }),
  );
  const names = [...reachedFrom(roots, leads)].sort();
  const reached = names.flatMap((name) => {
    const step = left.get(name);
    return step ? [[name, step] as const] : [];
  });
  return {
    steps: Object.fromEntries(reached),
    asked: names.flatMap((name) => asked.get(name) ?? []),
    named: reached.flatMap(([name]) => {
      const [from, to] = [schemaOf(older, name), schemaOf(newer, name)];
      return from && to ? [{ older: from, newer: to }] : [];
    }),
    guards: [
      ...new Set([...roots, ...reached.map(([, step]) => step)].flatMap((step) => guardsOf(step))),
    ].sort(),
  };
}
