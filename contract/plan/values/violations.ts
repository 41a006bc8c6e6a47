// Hides the ways in which one place can break its schema, one at a time.
import { isObject } from '../../pointer.js';
import { bound, branchesOf, type Part, type Source, stated, typesOf } from '../../schema/parts.js';
import { shown } from '../../show.js';
import { counted, isOfType } from './boundaries.js';
import { ABSENT } from './edit.js';
import { arrayFor, entryOf, leastOf, mostOf, ordinary, stepOf } from './ordinary.js';
import type { Spot } from './spots.js';
import { BROKEN_FORMATS, characters, textFor } from './text.js';
import type { Variation } from './variation.js';

const MOST_ITEMS = 200;
const MOST_CHARACTERS = 20_000;
/** A member that no document has. */
const STRANGER = 'specpact_unknown_member';

/**
 * Values that the schema forbids, each in one way; which of them it really forbids is for a validator to say.
 * @param otherWords values that lists of words have elsewhere in the document for a member of this name
 */
export function violationsOf(source: Source, spot: Spot, otherWords: readonly unknown[] = []): Variation[] {
  const { parts, value } = spot;
  return [
    ...missing(spot),
    ...wrongTypes(parts, value),
    ...wrongWords(parts, otherWords),
    ...(typeof value === 'string' ? wrongTexts(parts, value) : []),
    ...(typeof value === 'number' ? wrongNumbers(parts, value) : []),
    ...(Array.isArray(value) ? wrongLists(source, parts, value) : []),
    ...(isObject(value)
      ? [...strangers(parts, value), ...wrongMaps(source, parts, value), ...twice(source, parts, value)]
      : []),
  ];
}

function missing({ required, named, tokens, parts }: Spot): Variation[] {
  if (!required || !named || tokens.length === 0) return [];
  const source = parts[0]?.pointer ?? '';
  return [{ what: 'missing', value: ABSENT, because: 'is missing; it is required', source }];
}

function wrongTypes(parts: readonly Part[], value: unknown): Variation[] {
  const types = typesOf(parts);
  const [type] = stated(parts, 'type');
  const [words] = stated(parts, 'enum');
  const source = type?.pointer ?? words?.pointer;
  if (source === undefined) return [];
  const text = isObject(value) || Array.isArray(value) || value === null ? 'text' : String(value);
  const samples: readonly (readonly [string, unknown])[] = [
    ['string', text],
    ['number', types.includes('integer') ? 1.5 : 12_345],
    ['integer', 1],
    ['boolean', true],
    ['array', [value]],
    ['object', { [STRANGER]: value }],
    ['null', null],
  ];
  const only = types.length > 0 ? types.join(' or ') : 'one of a list';
  return samples
    .filter(([name]) => !types.includes(name) && !(name === 'integer' && types.includes('number')))
    .map(([name, sample]) => ({
      what: name === 'null' ? 'null' : `as-${name}`,
      value: sample,
      because: `is ${shown(sample, 60)}; only ${only} is allowed`,
      source,
    }));
}

function wrongWords(parts: readonly Part[], otherWords: readonly unknown[]): Variation[] {
  const lists = [
    ...stated(parts, 'enum'),
    ...stated(parts, 'const').map((each) => ({ ...each, value: [each.value] })),
  ];
  const [list] = lists;
  if (!list || !Array.isArray(list.value)) return [];
  const words: readonly unknown[] = list.value;
  const [first] = words.filter((word) => typeof word === 'string');
  const swapped =
    first === undefined ? [] : [first.toUpperCase(), first.toLowerCase()].filter((each) => each !== first);
  const stranger = otherWords.find((each) => !words.includes(each));
  const made: readonly (readonly [string, unknown])[] = [
    ['unknown-value', typeof words[0] === 'number' ? 987_654_321 : 'specpact-unknown'],
    ...swapped.slice(0, 1).map((each) => ['other-case', each] as const),
    ...(stranger === undefined ? [] : [['value-of-others', stranger] as const]),
  ];
  return made.map(([what, value]) => ({
    what,
    value,
    because: `is ${shown(value, 60)}, which is none of the allowed values`,
    source: list.pointer,
  }));
}

function wrongTexts(parts: readonly Part[], value: string): Variation[] {
  const [least, most] = [bound(parts, 'minLength'), bound(parts, 'maxLength')];
  const [pattern] = stated(parts, 'pattern');
  const [format] = stated(parts, 'format');
  const made: Variation[] = [];
  const add = (what: string, text: string | undefined, because: string, source: string) => {
    if (text !== undefined) made.push({ what, value: text, because, source });
  };
  if (least && least.value > 0) {
    const short =
      textFor(withoutLengths(parts), least.value - 1) ?? [...value].slice(0, least.value - 1).join('');
    add(
      'minLength',
      short,
      `has ${counted(characters(short), 'character')}; at least ${least.value} are needed`,
      least.pointer,
    );
  }
  if (most && most.value < MOST_CHARACTERS) {
    const because = `; at most ${most.value} are allowed`;
    const long = textFor(withoutLengths(parts), most.value + 1) ?? value.padEnd(most.value + 1, 'a');
    add('maxLength', long, `has ${counted(most.value + 1, 'character')}${because}`, most.pointer);
    const huge = textFor(withoutLengths(parts), 10_000);
    if (most.value < 5_000)
      add('far-too-long', huge, `has ${counted(10_000, 'character')}${because}`, most.pointer);
  }
  if (pattern) {
    const because = (text: string) => `is ${shown(text, 60)}, which does not fit the pattern`;
    const candidates: readonly (readonly [string, string])[] = [
      ['pattern-line-end', `${value}\n`],
      ['pattern-script', `${value}ß`],
      ['pattern-sign', `${value}!`],
      ['pattern-front', `!${value}`],
      ['pattern-line', `!\n${value}\n!`],
      ['pattern-case', value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase()],
    ];
    for (const [what, text] of candidates) add(what, text, because(text), pattern.pointer);
  }
  if (format)
    for (const [index, text] of (BROKEN_FORMATS[String(format.value)] ?? []).entries())
      add(`format-${index}`, text, `is ${shown(text)}, which is no ${String(format.value)}`, format.pointer);
  return made;
}

/** A text just outside a length should break nothing else. */
function withoutLengths(parts: readonly Part[]): Part[] {
  return parts.map(({ keywords, pointer }) => {
    const { minLength: _, maxLength: __, ...rest } = keywords;
    return { keywords: rest, pointer };
  });
}

function wrongNumbers(parts: readonly Part[], value: number): Variation[] {
  const integer = typesOf(parts).includes('integer');
  const step = stepOf(parts, integer);
  const [least, most] = [leastOf(parts, integer), mostOf(parts, integer)];
  const multiple = bound(parts, 'multipleOf');
  const outside = (what: string, number: number, because: string, source: string): Variation => {
    return { what, value: number, because: `is ${number}; ${because}`, source };
  };
  return [
    ...(least
      ? [outside('minimum', least.value - step, `at least ${least.value} is allowed`, least.pointer)]
      : []),
    ...(most
      ? [outside('maximum', most.value + step, `at most ${most.value} is allowed`, most.pointer)]
      : []),
    ...(multiple
      ? [
          outside(
            'multipleOf',
            value + (integer ? 1 : multiple.value / 2),
            `it must be a multiple of ${multiple.value}`,
            multiple.pointer,
          ),
        ]
      : []),
  ];
}

function wrongLists(source: Source, parts: readonly Part[], value: readonly unknown[]): Variation[] {
  const [least, most] = [bound(parts, 'minItems'), bound(parts, 'maxItems')];
  const unique = stated(parts, 'uniqueItems').find((each) => each.value === true);
  const made: Variation[] = [];
  const add = (what: string, items: unknown, because: string, at: string) => {
    if (items !== ABSENT) made.push({ what, value: items, because, source: at });
  };
  if (least && least.value > 0)
    add(
      'minItems',
      value.slice(0, least.value - 1),
      `has ${counted(least.value - 1, 'item')}; at least ${least.value} are needed`,
      least.pointer,
    );
  if (most && most.value < MOST_ITEMS)
    add(
      'maxItems',
      arrayFor(source, parts, most.value + 1),
      `has ${counted(most.value + 1, 'item')}; at most ${most.value} are allowed`,
      most.pointer,
    );
  if (unique) {
    const [first] = value.length > 0 ? value : [arrayFor(source, parts, 1)].flat();
    add('uniqueItems', [first, first], 'has two equal items; all must differ', unique.pointer);
  }
  return made;
}

function strangers(parts: readonly Part[], value: Readonly<Record<string, unknown>>): Variation[] {
  const [closed] = [
    ...stated(parts, 'additionalProperties'),
    ...stated(parts, 'unevaluatedProperties'),
  ].filter((each) => each.value === false);
  if (!closed) return [];
  return [
    {
      what: 'unknown-member',
      value: { ...value, [STRANGER]: 'text' },
      because: `has a member "${STRANGER}"; no other members are allowed`,
      source: closed.pointer,
    },
  ];
}

function wrongMaps(
  source: Source,
  parts: readonly Part[],
  value: Readonly<Record<string, unknown>>,
): Variation[] {
  const most = bound(parts, 'maxProperties');
  const entry = entryOf(source, parts);
  if (!most || entry === ABSENT || most.value >= MOST_ITEMS) return [];
  const missing = most.value + 1 - Object.keys(value).length;
  const more = Array.from({ length: Math.max(0, missing) }, (_, index) => [`key${index}`, entry]);
  return [
    {
      what: 'maxProperties',
      value: { ...value, ...Object.fromEntries(more) },
      because: `has ${most.value + 1} members; at most ${most.value} are allowed`,
      source: most.pointer,
    },
  ];
}

/** Two alternatives at once, where only one may hold. */
function twice(
  source: Source,
  parts: readonly Part[],
  value: Readonly<Record<string, unknown>>,
): Variation[] {
  return parts.flatMap((part) =>
    branchesOf(part, 'oneOf').flatMap((branch, index) => {
      const other = ordinary(source, [branch]);
      if (!isObject(other) || source.schemas.accepts(branch, value) !== false) return [];
      return [
        {
          what: `oneOf-${index}`,
          value: { ...other, ...value },
          because: 'fits two alternatives at once; only one is allowed',
          source: branch,
        },
      ];
    }),
  );
}

/** Whether a value is of none of the types; for whoever has only a text of it. */
export function isOfNoType(value: unknown, parts: readonly Part[]): boolean {
  return !typesOf(parts).some((type) => isOfType(value, type));
}
