// Hides when a value is what a document allows: one small rule for each kind of value, and what is wrong in words.

export interface Complaint {
  /** Names from the outside in, joined by dots; empty for the whole. */
  readonly at: string;
  readonly reason: 'required' | 'unknown' | 'format' | 'constraint';
  readonly text: string;
}

export type Rule = (value: unknown, at: string) => readonly Complaint[];

interface Field {
  readonly rule: Rule;
  readonly required: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

const NOTHING: readonly Complaint[] = [];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** Complains where a test fails. */
export function where(
  holds: (value: unknown) => boolean,
  text: string,
  reason: Complaint['reason'] = 'format',
): Rule {
  return (value, at) => (holds(value) ? NOTHING : [{ at, reason, text }]);
}

/** All rules in their order; the first that complains is the one that is told. */
export function all(...rules: readonly Rule[]): Rule {
  return (value, at) => {
    for (const rule of rules) {
      const complaints = rule(value, at);
      if (complaints.length > 0) return complaints;
    }
    return NOTHING;
  };
}

export const isText = where((value) => typeof value === 'string', 'must be a string');
export const isFlag = where((value) => typeof value === 'boolean', 'must be true or false');
export const isInteger = where((value) => Number.isInteger(value), 'must be an integer');
export const isUuid = all(
  isText,
  where((value) => UUID.test(String(value)), 'must be a UUID'),
);
export const isDateTime = all(
  isText,
  where((value) => isInstant(String(value)), 'must be a date and time of RFC 3339'),
);

/** Bounds on the number of characters, which are code points. */
export function length(least: number, most: number): Rule {
  return all(
    isText,
    where(
      (value) => {
        const { length } = [...String(value)];
        return length >= least && length <= most;
      },
      `must have ${least} to ${most} characters`,
      'constraint',
    ),
  );
}

export function matches(pattern: RegExp): Rule {
  return all(
    isText,
    where((value) => pattern.test(String(value)), 'has a character that is not allowed', 'constraint'),
  );
}

export function between(least: number, most = Number.POSITIVE_INFINITY): Rule {
  return where(
    (value) => Number(value) >= least && Number(value) <= most,
    `must be at least ${least}${most === Number.POSITIVE_INFINITY ? '' : ` and at most ${most}`}`,
    'constraint',
  );
}

export function multipleOf(step: number): Rule {
  return where((value) => Number(value) % step === 0, `must be a multiple of ${step}`, 'constraint');
}

export function oneOf(values: readonly string[]): Rule {
  return where(
    (value) => values.some((each) => each === value),
    `must be one of ${values.join(', ')}`,
    'constraint',
  );
}

export function orNull(rule: Rule): Rule {
  return (value, at) => (value === null ? NOTHING : rule(value, at));
}

export function listOf(rule: Rule): Rule {
  return (value, at) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => rule(item, `${at}.${index}`))
      : [{ at, reason: 'format', text: 'must be a list' }];
}

export function mapOf(rule: Rule): Rule {
  return all(isRecord, (value, at) =>
    Object.entries(value as object).flatMap(([name, item]) => rule(item, `${at}.${name}`)),
  );
}

const isRecord = where(isMembers, 'must be an object');

/** An object with these members; others are none of anybody's business, or refused. */
export function record(fields: Fields, others: 'ignored' | 'refused' = 'ignored'): Rule {
  return all(isRecord, (value, at) => {
    const members = value as Readonly<Record<string, unknown>>;
    const below = (name: string) => (at === '' ? name : `${at}.${name}`);
    const known = Object.entries(fields).flatMap(([name, { rule, required }]): readonly Complaint[] => {
      if (Object.hasOwn(members, name)) return rule(members[name], below(name));
      return required ? [{ at: below(name), reason: 'required', text: 'is required' }] : NOTHING;
    });
    const strangers = others === 'ignored' ? [] : Object.keys(members).filter((name) => !fields[name]);
    return [
      ...known,
      ...strangers.map((name): Complaint => ({ at: below(name), reason: 'unknown', text: 'is not known' })),
    ];
  });
}

export function needed(rule: Rule): Field {
  return { rule, required: true };
}

export function optional(rule: Rule): Field {
  return { rule, required: false };
}

export function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isInstant(text: string): boolean {
  const [, year, month, day] = DATE_TIME.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
