// Hides how a copy of a conforming server decides one thing wrongly: one hook is another one, everything else stays.
import type { CheckName, Phase } from '../../../contract/index.js';
import type { Answer, Call, HttpDecisions } from '../server/http.js';
import { type BehaviourOf, createServer, type FamilyName, type FaultServer } from '../server/index.js';
import { isMembers } from '../server/rules.js';

interface Told {
  /** Short and unique. */
  readonly name: string;
  /** The check that must find it. */
  readonly check: CheckName;
  /** The phase whose cases show it. */
  readonly phase: Phase;
  /** What forbids it, in one sentence. */
  readonly sentence: string;
  /** Who forbids it: documents of specs/, or an RFC. */
  readonly document: string;
  /** When the kit asks; otherwise at a time at which every version is in a state of its own. */
  readonly instant?: string;
}

/** A planted defect. */
export interface Defect extends Told {
  readonly family: FamilyName;
  /** A server with the defect and no other. */
  readonly server: (instant: string) => FaultServer;
}

type Plant<Behaviour> = (usual: Behaviour) => Behaviour;

/** Gives a function that makes defects of one family's server. */
export function defectsOf<Name extends FamilyName>(family: Name) {
  return (told: Told & { readonly plant: Plant<BehaviourOf<Name>> }): Defect => ({
    ...told,
    family,
    server: (instant) => createServer(family, instant, told.plant),
  });
}

interface WithHttp {
  readonly http: HttpDecisions;
}

/** One decision about HTTP. */
export function http<Behaviour extends WithHttp>(
  change: (usual: HttpDecisions) => Partial<HttpDecisions>,
): Plant<Behaviour> {
  return (usual) => ({ ...usual, http: { ...usual.http, ...change(usual.http) } });
}

/** Which answers are changed; all that is said must hold. */
interface Which {
  readonly operation?: string;
  readonly method?: string;
  readonly status?: number;
  readonly version?: string;
}

/** Other answers, everything before them as it was. */
export function answers<Behaviour extends WithHttp>(
  which: Which,
  change: (answer: Answer, call: Call) => Answer,
): Plant<Behaviour> {
  return http(({ leave }) => ({
    leave: (answer, call) => {
      const left = leave(answer, call);
      const facts = { ...call, status: left.status };
      const names = ['operation', 'method', 'status', 'version'] as const;
      const hit = names.every((name) => which[name] === undefined || which[name] === facts[name]);
      return hit ? change(left, call) : left;
    },
  }));
}

/** Another value at a place in the body of some answers: `snapshots.*.size`; undefined: nothing there. */
export function member<Behaviour extends WithHttp>(
  which: Which,
  place: string,
  change: (value: unknown, call: Call) => unknown,
): Plant<Behaviour> {
  return answers(which, (answer, call) => ({
    ...answer,
    body: edited(answer.body, place.split('.'), (value) => change(value, call)),
  }));
}

/** Other headers in some answers; null: without it. */
export function headers<Behaviour extends WithHttp>(
  which: Which,
  change: Readonly<Record<string, string | null | ((value: string) => string | null)>>,
): Plant<Behaviour> {
  return answers(which, (answer) => {
    const said = new Map(Object.entries(answer.headers ?? {}));
    for (const [name, value] of Object.entries(change)) {
      const old = said.get(name);
      const next = typeof value !== 'function' ? value : old === undefined ? null : value(old);
      if (next === null) said.delete(name);
      else said.set(name, next);
    }
    return { ...answer, headers: Object.fromEntries(said) };
  });
}

export function edited(
  node: unknown,
  [key, ...rest]: readonly string[],
  change: (value: unknown) => unknown,
): unknown {
  if (key === undefined) return change(node);
  if (Array.isArray(node))
    return node.map((item, index) =>
      key === '*' || key === String(index) ? edited(item, rest, change) : item,
    );
  if (!isMembers(node)) return node;
  return { ...node, [key]: edited(node[key], rest, change) };
}
