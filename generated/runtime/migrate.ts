// Hides how the handlers of a version are made of those of the next newer one: requests go up, answers come down, by steps that the generator found.
import { type Carrier, type Carries, carriesOf, carry, type Step } from './carry.js';
import type { Handler, HandlerContext } from './handling.js';
import { has, isObject } from './json-value.js';
import { formOf, isStream } from './media-type.js';
import type { Violation } from './problem.js';
import { documentedStatus } from './status.js';
import type { Answer, Route, WireOperation } from './wire.js';

/** What serving an older version from a newer one takes; made by the generator. */
export interface Changes {
  /** `notes 1.0`, for whoever reads an error. */
  readonly name: string;
  readonly up: Omit<Carrier, 'ask'>;
  readonly down: Omit<Carrier, 'ask'>;
  /** By the name of the older version's handler. */
  readonly operations: Readonly<Record<string, OperationChange>>;
}

/** What is not named stays as it is. */
export interface OperationChange {
  /** The newer version's handler; absent where it has none. */
  readonly to?: string;
  /** What the operations of both are called on the wire. */
  readonly routes?: readonly [older: string, newer: string];
  /** True where that takes no input. */
  readonly isBare?: boolean;
  readonly input?: InputChange;
  /** By status, then media type, as the newer version documents them; an answer without a body has the media type ``. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, AnswerChange>>>>;
}

export interface InputChange {
  /** Older name of a variable of the path → newer. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** By place. */
  readonly places?: Readonly<Record<string, Step>>;
  /** By place: parameters of the newer version that say its version or who is asking, which is not for its handlers to judge. */
  readonly unjudged?: Readonly<Record<string, readonly string[]>>;
  /** By media type of the older version. */
  readonly bodies?: Readonly<Record<string, { readonly to: string; readonly step?: Step }>>;
  /** What the migration's `up` gives: parameters of a place, or the body (`true`). */
  readonly asks?: Readonly<Record<string, readonly string[] | true>>;
}

export interface AnswerChange {
  /** The media type that the older version has for it. */
  readonly to?: string;
  readonly step?: Step;
  /** True where the step is one of the data of events. */
  readonly isData?: boolean;
  /** Headers, in lower case, that only the newer version documents. */
  readonly drop?: readonly string[];
  /** True where the migration's `down` gives the whole answer. */
  readonly asks?: boolean;
}

/** What somebody wrote for one older version, as the runtime sees it; generated code gives it its exact type. */
export interface Migration {
  readonly schemas?: Readonly<
    Record<string, { readonly up?: SchemaMigration; readonly down?: SchemaMigration }>
  >;
  readonly operations?: Readonly<Record<string, Handler | OperationMigration>>;
}

type SchemaMigration = (value: never, carry: never) => unknown;

interface OperationMigration {
  readonly up?: (input: never, context: { readonly carry: never }) => unknown;
  readonly down?: (answer: never, context: { readonly input: never; readonly carry: never }) => unknown;
}

/** What a migration made breaks the newer version's document: its handler was not called. */
export class InvalidMigration extends Error {
  override readonly name = 'InvalidMigration';
  readonly operation: string;
  readonly violations: readonly Violation[];

  constructor(name: string, operation: string, violations: readonly Violation[]) {
    const told = violations.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
    super(`A request of ${name} (${operation}) was made what the newer version does not allow: ${told}`);
    this.operation = operation;
    this.violations = violations;
  }
}

type Handlers = Readonly<Record<string, Handler>>;

/** The two versions, and what is known of how they differ. */
export interface Versions {
  readonly changes: Changes;
  readonly older: readonly Route[];
  readonly newer: readonly Route[];
}

/**
 * Makes the handlers of the older version. What nothing differs for goes straight to the newer handler.
 * @param newer handlers of the newer version @param overrides handlers of the older version that are taken instead
 * @throws TypeError where something that only somebody can know was not written
 */
export function olderHandlers<Older>(
  versions: Versions,
  newer: object,
  migration: Migration = {},
  overrides: object = {},
): Older {
  const operations = Object.entries(versions.changes.operations);
  const isSame = operations.every(([name, change]) => change.to === name && isUnchanged(change));
  // Where nothing differs the older version's handlers are the newer's, and cost nothing.
  if (isSame && Object.keys({ ...overrides, ...migration.operations }).length === 0) return newer as Older;
  const written = { newer: newer as Handlers, migration, overrides: overrides as Handlers };
  return Object.fromEntries(
    operations.map(([name, change]) => [name, handlerOf(name, change, versions, written)]),
  ) as Older;
}

function isUnchanged({ input, answers, isBare }: OperationChange): boolean {
  return input === undefined && answers === undefined && isBare === undefined;
}

interface Written {
  readonly newer: Handlers;
  readonly migration: Migration;
  readonly overrides: Handlers;
}

type AnyHandler = (...given: never[]) => Answer | Promise<Answer>;

function handlerOf(name: string, change: OperationChange, versions: Versions, written: Written): AnyHandler {
  const { newer, migration, overrides } = written;
  // Called on what they belong to: handlers may be methods.
  if (Object.hasOwn(overrides, name) && overrides[name])
    return (...given) => (overrides as Record<string, AnyHandler>)[name]?.(...given) as Answer;
  const own =
    migration.operations && Object.hasOwn(migration.operations, name)
      ? migration.operations[name]
      : undefined;
  if (typeof own === 'function') return own as AnyHandler;
  const { to, input, answers, isBare } = change;
  if (to === undefined) throw new TypeError(`${versions.changes.name}: ${name} needs a handler of its own.`);
  const handlers = newer as unknown as Readonly<Record<string, AnyHandler>>;
  if (isUnchanged(change)) return (...given) => handlers[to]?.(...given) as Answer;
  const way = new Way(name, change, versions, migration, own);
  return async (...given) => {
    const [context, first] = [...given].reverse() as unknown as [HandlerContext, Input?];
    const raised = input ? await way.raised(first ?? {}) : (first ?? {});
    const answer = isBare
      ? await handlers[to]?.(context as never)
      : await handlers[to]?.(raised as never, context as never);
    return answers ? way.lowered(answer as Answer, first ?? {}) : (answer as Answer);
  };
}

type Input = Readonly<Record<string, unknown>>;

/** One operation on its way from version to version. */
class Way {
  readonly #name: string;
  readonly #change: OperationChange;
  readonly #versions: Versions;
  readonly #own: OperationMigration;
  readonly #up: Carrier;
  readonly #down: Carrier;
  readonly #older: WireOperation | undefined;
  readonly #newer: Route | undefined;

  constructor(
    name: string,
    change: OperationChange,
    versions: Versions,
    { schemas = {} }: Migration,
    own: OperationMigration = {},
  ) {
    const { changes, older, newer } = versions;
    const ask = (direction: 'up' | 'down') => (of: string, value: unknown, all: Carries) => {
      const asked = Object.hasOwn(schemas, of) ? schemas[of]?.[direction] : undefined;
      if (!asked) throw new TypeError(`${changes.name}: schemas.${of}.${direction} is not written.`);
      return asked(value as never, all as never);
    };
    this.#name = name;
    this.#change = change;
    this.#versions = versions;
    this.#own = own;
    this.#up = { ...changes.up, ask: ask('up') };
    this.#down = { ...changes.down, ask: ask('down') };
    const [from, to] = change.routes ?? [];
    this.#older = older.find(({ operation }) => operation.name === from)?.operation;
    this.#newer = newer.find(({ operation }) => operation.name === to);
    const { input = {}, answers = {} } = change;
    const asksDown = Object.values(answers).some((each) => Object.values(each).some(({ asks }) => asks));
    for (const [direction, isAsked] of [
      ['up', input.asks !== undefined],
      ['down', asksDown],
    ] as const)
      if (isAsked && typeof own[direction] !== 'function')
        throw new TypeError(`${changes.name}: operations.${name}.${direction} is not written.`);
  }

  /** The input of the older version as one of the newer. @throws InvalidMigration where the newer does not allow it */
  async raised(input: Input): Promise<Input> {
    const { renamed = {}, places = {}, bodies = {}, asks } = this.#change.input ?? {};
    const operation = this.#newer?.operation;
    const raised: Record<string, unknown> = {};
    for (const place of new Set(operation?.parameters.map((each) => each.in))) {
      const values = place === 'path' ? renamedIn(input[place], renamed) : input[place];
      const step = places[place];
      const names = new Set(
        operation?.parameters.filter((each) => each.in === place).map(({ name }) => name),
      );
      const carried = (step ? carry(step, values ?? {}, this.#up) : (values ?? {})) as object;
      raised[place] = Object.fromEntries(Object.entries(carried).filter(([name]) => names.has(name)));
    }
    if (input['body'] !== undefined && operation?.body) {
      const from = String(input['mediaType'] ?? Object.keys(bodies)[0]);
      const body = Object.hasOwn(bodies, from) ? bodies[from] : undefined;
      raised['body'] = body?.step ? carry(body.step, input['body'], this.#up) : input['body'];
      if (body && Object.keys(operation.body.content).length > 1) raised['mediaType'] = body.to;
    }
    if (asks)
      this.#take(await this.#own.up?.(input as never, { carry: carriesOf(this.#up) as never }), asks, raised);
    this.#fill(raised);
    const violations = this.#violations(raised);
    if (violations.length > 0)
      throw new InvalidMigration(this.#versions.changes.name, this.#name, violations);
    return raised;
  }

  #take(given: unknown, asks: NonNullable<InputChange['asks']>, raised: Record<string, unknown>): void {
    if (!isObject(given)) return;
    for (const [place, names] of Object.entries(asks)) {
      if (names === true) {
        raised['body'] = given['body'];
        if (given['mediaType'] !== undefined) raised['mediaType'] = given['mediaType'];
        continue;
      }
      const values = given[place];
      const picked = isObject(values)
        ? names.filter((name) => has(values, name)).map((name) => [name, values[name]])
        : [];
      raised[place] = { ...(raised[place] as object | undefined), ...Object.fromEntries(picked) };
    }
  }

  /** What the newer version takes an absent parameter for, its handlers are used to be given. */
  #fill(raised: Record<string, unknown>): void {
    for (const { in: place, name, default: value } of this.#newer?.operation.parameters ?? []) {
      const values = (raised[place] ?? {}) as Record<string, unknown>;
      if (value !== undefined && !has(values, name)) raised[place] = { ...values, [name]: value };
    }
  }

  #violations(raised: Input): Violation[] {
    const { operation, validators } = this.#newer ?? {};
    if (!operation || !validators) return [];
    const { unjudged = {} } = this.#change.input ?? {};
    const found = (['path', 'query', 'querystring', 'header', 'cookie'] as const).flatMap((place) => {
      const values = Object.entries(raised[place] ?? {}).filter(([name]) => !unjudged[place]?.includes(name));
      return validators[place]?.violations(Object.fromEntries(values), `/${place}`) ?? [];
    });
    const body = raised['body'];
    if (body === undefined)
      return operation.body?.required
        ? [...found, { pointer: '/body', rule: 'required', message: 'is required' }]
        : found;
    const mediaType = String(raised['mediaType'] ?? Object.keys(operation.body?.content ?? {})[0]);
    const media = operation.body?.content[mediaType];
    // Of forms and bytes, what was read is no longer what was judged.
    if (!media || formOf(media).kind !== 'json') return found;
    return [...found, ...(validators.body?.[mediaType]?.violations(body, '/body') ?? [])];
  }

  /** An answer of the newer version as one of the older. */
  async lowered(answer: Answer, input: Input): Promise<Answer> {
    const documented = this.#newer?.operation.answers ?? {};
    const status = documentedStatus(documented, answer.status);
    if (status === undefined) return answer;
    const media = documented[status] ?? {};
    const mediaType = answer.body === undefined ? '' : (answer.mediaType ?? Object.keys(media)[0] ?? '');
    const change = this.#change.answers?.[status]?.[mediaType];
    if (!change) return answer;
    if (change.asks)
      return (await this.#own.down?.(answer as never, {
        input: input as never,
        carry: carriesOf(this.#down) as never,
      })) as Answer;
    const { step, to, drop = [] } = change;
    const headers = Object.entries(answer.headers ?? {}).filter(
      ([name]) => !drop.includes(name.toLowerCase()),
    );
    const wire = media[mediaType];
    const isItems = wire !== undefined && isStream(formOf(wire).kind);
    const body =
      !step || answer.body === undefined
        ? answer.body
        : isItems
          ? this.#items(answer.body, change)
          : carry(step, answer.body, this.#down);
    const place = documentedStatus(this.#older?.answers ?? {}, answer.status) ?? '';
    const isOneOfMany = Object.keys(this.#older?.answers[place] ?? {}).length > 1;
    const { mediaType: _, ...rest } = answer;
    return {
      ...rest,
      ...(to !== undefined && isOneOfMany && { mediaType: to }),
      ...(answer.headers && { headers: Object.fromEntries(headers) }),
      ...(body !== undefined && { body }),
    };
  }

  async *#items(body: unknown, { step = {}, isData }: AnswerChange): AsyncGenerator<unknown> {
    for await (const item of body as AsyncIterable<unknown>)
      yield isData && isObject(item)
        ? { ...item, data: carry(step, item['data'], this.#down) }
        : carry(step, item, this.#down);
  }
}

function renamedIn(values: unknown, renamed: Readonly<Record<string, string>>): object {
  const entries = Object.entries((values ?? {}) as object);
  return Object.fromEntries(
    entries.map(([name, value]) => [Object.hasOwn(renamed, name) ? (renamed[name] ?? name) : name, value]),
  );
}
