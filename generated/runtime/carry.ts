// Hides how a value of one version becomes one of another: what is left out, what is asked of whoever wrote the migration, and all else as it is.
import { has, isObject, type JsonObject } from './json-value.js';

/** What is done to a value. What no step speaks of stays as it is, and is not copied. */
export interface Step {
  /** What the step of this name does. */
  readonly use?: string;
  /** One after the other. */
  readonly all?: readonly Step[];
  /** Of the first alternative that the value is. */
  readonly choose?: readonly Alternative[];
  readonly members?: Readonly<Record<string, Step>>;
  /** Members that are left out. */
  readonly drop?: readonly string[];
  /** Members that stay; all others are left out. */
  readonly only?: readonly string[];
  /** Of members that are not `listed`. */
  readonly rest?: Step;
  readonly listed?: readonly string[];
  /** Of the first items, place by place. */
  readonly first?: readonly Step[];
  /** Of all items behind the first `from`. */
  readonly items?: Step;
  readonly from?: number;
  /** The function that is asked: for some members, or, where none are named, for the value as a whole. */
  readonly ask?: { readonly of: string; readonly gives?: readonly string[] };
}

export interface Alternative {
  /** The guard that tells, where nothing less does: it looks at all of the value. */
  readonly when: string;
  /** What an object of this alternative is told by: one of the values of a member, or that it is an object. */
  readonly told?: { readonly by?: string; readonly values?: readonly unknown[] };
  readonly step: Step;
}

/** What steps lead to, of one direction. */
export interface Carrier {
  /** By the names that `use` says. */
  readonly steps: Readonly<Record<string, Step>>;
  /** By the names that `when` says. */
  readonly guards: Readonly<Record<string, (value: unknown) => boolean>>;
  /** What components are called, and the step of each. */
  readonly named: Readonly<Record<string, string>>;
  /** By the names that `ask` says. */
  readonly ask: (of: string, value: unknown, all: Carries) => unknown;
}

/** Carries a whole value over: what migrations are given, for what they make themselves. */
export type Carries = Readonly<Record<string, (value: never) => unknown>>;

const made = new WeakMap<Carrier, Carries>();

export function carriesOf(by: Carrier): Carries {
  const carries =
    made.get(by) ??
    (Object.fromEntries(
      Object.entries(by.named).map(([name, use]) => [name, (value: unknown) => carry({ use }, value, by)]),
    ) as Carries);
  made.set(by, carries);
  return carries;
}

/** Goes as deep as the value where steps lead there; nothing is changed in place. */
export function carry(step: Step, value: unknown, by: Carrier): unknown {
  if (step.use !== undefined) {
    const used = Object.hasOwn(by.steps, step.use) ? by.steps[step.use] : undefined;
    return used ? carry(used, value, by) : value;
  }
  if (step.all) return step.all.reduce((carried, each) => carry(each, carried, by), value);
  if (step.choose) {
    const chosen = step.choose.find((each) => isOf(each, value, by));
    return chosen ? carry(chosen.step, value, by) : value;
  }
  if (step.ask && !step.ask.gives) return by.ask(step.ask.of, value, carriesOf(by));
  if (Array.isArray(value)) return step.first || step.items ? carryItems(step, value, by) : value;
  const plain = asJson(value);
  return isObject(plain) ? carryMembers(step, plain, by) : plain;
}

function isOf({ when, told }: Alternative, value: unknown, by: Carrier): boolean {
  if (!told) return by.guards[when]?.(value) === true;
  if (!isObject(value)) return false;
  return told.by === undefined || (has(value, told.by) && told.values?.includes(value[told.by]) === true);
}

/** An object that says itself what it looks like as JSON is taken at its word: its copy could not. */
function asJson(value: unknown): unknown {
  return isObject(value) && typeof value['toJSON'] === 'function'
    ? (value as { toJSON(key: string): unknown }).toJSON('')
    : value;
}

function carryItems({ first = [], items, from = 0 }: Step, list: readonly unknown[], by: Carrier): unknown[] {
  return list.map((item, at) => {
    const step = at < from ? first[at] : (items ?? first[at]);
    return step ? carry(step, item, by) : item;
  });
}

function carryMembers(step: Step, object: JsonObject, by: Carrier): JsonObject {
  const { members = {}, drop, only, rest, listed, ask } = step;
  const stays = (name: string) => !drop?.includes(name) && (!only || only.includes(name));
  const carried = Object.entries(object).flatMap(([name, member]): [string, unknown][] => {
    if (!stays(name)) return [];
    const own = Object.hasOwn(members, name) ? members[name] : listed?.includes(name) ? undefined : rest;
    return [[name, own ? carry(own, member, by) : member]];
  });
  const given = ask ? by.ask(ask.of, object, carriesOf(by)) : undefined;
  if (isObject(given))
    for (const name of ask?.gives ?? []) if (has(given, name)) carried.push([name, given[name]]);
  // Members are defined, not assigned: one called `__proto__` is a member like any other.
  return Object.fromEntries(carried);
}
