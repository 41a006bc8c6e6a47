// Hides which of the steps that were found do anything: a step that only leads to others that do nothing is none.
import type { Step } from './types.js';

export type Steps = ReadonlyMap<string, Step | undefined>;

/** The names of the steps that do something, themselves or by those that they use. */
export function liveSteps(steps: Steps): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const live = new Set<string>();
  const waiting: string[] = [];
  for (const [name, step] of steps) {
    for (const used of usesOf(step)) users.set(used, [...(users.get(used) ?? []), name]);
    if (actsItself(step)) waiting.push(name);
  }
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (live.has(name)) continue;
    live.add(name);
    waiting.push(...(users.get(name) ?? []));
  }
  return live;
}

/** The names of all steps that some steps lead to. */
export function reachedFrom(roots: readonly (Step | undefined)[], steps: Steps): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = roots.flatMap((step) => usesOf(step));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    waiting.push(...usesOf(steps.get(name)));
  }
  return reached;
}

/** A step without those that do nothing; undefined where nothing is left. */
export function pruned(step: Step | undefined, live: ReadonlySet<string>): Step | undefined {
  if (!step) return undefined;
  const { use, all, choose, members, rest, first, items, from, ...own } = step;
  const lists = {
    all: some(all?.flatMap((each) => pruned(each, live) ?? [])),
    choose: some(
      choose?.flatMap(({ step: each, ...other }) => {
        const left = pruned(each, live);
        return left ? [{ ...other, step: left }] : [];
      }),
    ),
    members: someOf(members, live),
    rest: pruned(rest, live),
    first: first?.some((each) => pruned(each, live))
      ? first.map((each) => pruned(each, live) ?? {})
      : undefined,
    items: pruned(items, live),
  };
  const left: Step = {
    ...own,
    ...(use !== undefined && live.has(use) && { use }),
    ...Object.fromEntries(Object.entries(lists).filter(([, value]) => value !== undefined)),
    ...(lists.items && from !== undefined && from > 0 && { from }),
  };
  return Object.keys(left).length > 0 ? left : undefined;
}

function some<T>(values: readonly T[] | undefined): readonly T[] | undefined {
  return values && values.length > 0 ? values : undefined;
}

function someOf(members: Step['members'], live: ReadonlySet<string>): Step['members'] | undefined {
  const left = Object.entries(members ?? {}).flatMap(([name, each]) => {
    const step = pruned(each, live);
    return step ? [[name, step] as const] : [];
  });
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

function partsOf(step: Step): Step[] {
  const { all = [], choose = [], members = {}, rest, first = [], items } = step;
  return [
    ...all,
    ...choose.map((each) => each.step),
    ...Object.values(members),
    ...first,
    ...[rest, items].filter((each) => each !== undefined),
  ];
}

function usesOf(step: Step | undefined): string[] {
  if (!step) return [];
  return [...(step.use === undefined ? [] : [step.use]), ...partsOf(step).flatMap((each) => usesOf(each))];
}

/** Names of the components that alternatives are told apart by. */
export function guardsOf(step: Step | undefined): string[] {
  if (!step) return [];
  return [
    ...(step.choose ?? []).flatMap(({ when, told }) => (told ? [] : [when])),
    ...partsOf(step).flatMap((each) => guardsOf(each)),
  ];
}

function actsItself(step: Step | undefined): boolean {
  if (!step) return false;
  return Boolean(step.drop ?? step.only ?? step.ask) || partsOf(step).some((each) => actsItself(each));
}
