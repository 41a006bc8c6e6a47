// Hides the edges of what a schema allows at one place: bounds, each word of a list, each type, null, nothing at all.
import { isObject, sameJson } from '../../pointer.js';
import { bound, type Part, type Source, stated, typesOf } from '../../schema/parts.js';
import { shown } from '../../show.js';
import { ABSENT } from './edit.js';
import { arrayFor, entryOf, leastOf, mostOf, ofType, stepOf } from './ordinary.js';
import type { Spot } from './spots.js';
import { ALPHABETS, characters, FORMATS, textFor } from './text.js';
import type { Boundary } from './variation.js';

/** Longer lists and larger maps are not sent. */
const MOST_ITEMS = 200;
/** Words of a list that are tried. */
const MOST_WORDS = 50;

/** Allowed values that differ from what stands there; what of them the schema really takes is for a validator to say. */
export function boundariesOf(source: Source, spot: Spot): Boundary[] {
  const { parts, value } = spot;
  const types = typesOf(parts);
  const listed = wordsOf(parts);
  const made = [
    ...absence(spot),
    ...listed,
    ...(types.includes('null') ? [nullOf(parts)] : []),
    ...(listed.length > 0 ? [] : types.flatMap((type) => ofOneType(source, spot, type))),
  ];
  return made.filter((each) => !sameJson(each.value, value));
}

function absence({ required, shown: isShown, named, tokens, parts }: Spot): Boundary[] {
  if (required || !isShown || !named || tokens.length === 0) return [];
  return [
    {
      what: 'absent',
      value: ABSENT,
      because: 'is left out, which is not required',
      source: parts[0]?.pointer ?? '',
      claim: 'stated',
    },
  ];
}

function wordsOf(parts: readonly Part[]): Boundary[] {
  const [list] = stated(parts, 'enum');
  if (!list || !Array.isArray(list.value)) return [];
  return (list.value as unknown[])
    .filter((word) => word !== null)
    .slice(0, MOST_WORDS)
    .map((word) => ({
      what: `enum-${wordOf(word)}`,
      value: word,
      because: `is ${shown(word, 60)}, one of the allowed values`,
      source: list.pointer,
      claim: 'stated',
    }));
}

function nullOf(parts: readonly Part[]): Boundary {
  const source = stated(parts, 'type')[0]?.pointer ?? parts[0]?.pointer ?? '';
  return { what: 'null', value: null, because: 'is null, which is allowed', source, claim: 'stated' };
}

function ofOneType(source: Source, spot: Spot, type: string): Boundary[] {
  const { parts } = spot;
  const here = stated(parts, 'type')[0]?.pointer ?? parts[0]?.pointer ?? '';
  const other = isOfType(spot.value, type)
    ? []
    : [
        {
          what: `as-${type}`,
          value: ofType(source, parts, type),
          because: `is ${type === 'object' || type === 'array' || type === 'integer' ? 'an' : 'a'} ${type}, one of the allowed types`,
          source: here,
          claim: 'stated' as const,
        },
      ].filter(({ value }) => value !== ABSENT && value !== null);
  switch (type) {
    case 'boolean':
      return [true, false].map((value) => ({
        what: String(value),
        value,
        because: `is ${value}`,
        source: here,
        claim: 'stated',
      }));
    case 'string':
      return [...other, ...texts(parts, here, spot)];
    case 'integer':
    case 'number':
      return [...other, ...numbers(parts, here, type === 'integer')];
    case 'array':
      return [...other, ...lists(source, parts, here)];
    case 'object':
      return [...other, ...maps(source, spot)];
    default:
      return [];
  }
}

/** What comes back otherwise where a server cuts it, spells it, or quotes it wrongly. */
const TELLING = [
  ['any-script', 'Größe 日本 𝄞', 'has letters of several scripts'],
  ['marks', `A & "b" <c> 'd' 100% e\\f`, 'has marks that mean something elsewhere'],
] as const;

/** Where nothing says how long a text may be: longer than any that somebody would cut by mistake. */
const LONG = 3000;

function texts(parts: readonly Part[], here: string, { tokens, value: shownValue }: Spot): Boundary[] {
  // In a body: in a URL servers decode more than once.
  const isInside = tokens.length > 0;
  const [least, most] = [bound(parts, 'minLength'), bound(parts, 'maxLength')];
  const isFree = stated(parts, 'pattern').length === 0 && stated(parts, 'format').length === 0;
  const [format] = stated(parts, 'format');
  const made: (Boundary | undefined)[] = [];
  const add = (
    what: string,
    value: string | undefined,
    because: string,
    rest: Omit<Boundary, 'what' | 'value' | 'because'>,
  ) => made.push(value === undefined ? undefined : { what, value, because, ...rest });
  if (least && least.value > 0)
    add(
      'minLength',
      textFor(parts, least.value),
      `has ${counted(least.value, 'character')}, as few as allowed`,
      {
        source: least.pointer,
        claim: 'stated',
      },
    );
  if (most) {
    const source = most.pointer;
    add(
      'maxLength',
      textFor(parts, most.value),
      `has ${counted(most.value, 'character')}, as many as allowed`,
      {
        source,
        claim: 'stated',
      },
    );
    for (const [name, letter] of Object.entries(ALPHABETS).slice(isFree && most.value > 1 ? 1 : 3)) {
      const because = `has ${most.value} characters, as many as allowed, each of ${new TextEncoder().encode(letter).length} bytes`;
      const instead = textFor(parts, Math.max(1, least?.value ?? 1), letter);
      add(`maxLength-${name}`, textFor(parts, most.value, letter), because, {
        source,
        claim: 'stated',
        instead,
      });
    }
  }
  for (const [index, text] of (FORMATS[String(format?.value)] ?? []).entries())
    add(`format-${index}`, text, `is ${shown(text)}, a ${String(format?.value)}`, {
      source: format?.pointer ?? here,
      claim: 'stated',
    });
  // Who bounds the length of a text has thought of its shortest one.
  if (isFree && (least?.value ?? 0) === 0)
    add('empty', '', 'is empty', { source: here, claim: most && isInside ? 'stated' : 'open' });
  if (isFree && !most && isInside)
    add('long', 'Long '.repeat(LONG / 5).trim(), `has ${LONG - 1} characters, and no bound forbids it`, {
      source: here,
      claim: 'open',
    });
  for (const [what, value] of isFree || !isInside ? [] : lettersOf(shownValue, parts))
    add(what, value, `is ${shown(value)}, which its pattern allows`, { source: here, claim: 'open' });
  for (const [what, value, because] of isFree ? TELLING : [])
    if (characters(value) <= (most?.value ?? value.length) && (isInside || what !== 'marks'))
      add(what, value, because, { source: here, claim: 'open' });
  return made.filter((each) => each !== undefined);
}

/** A text in capitals, and with blanks within: where a pattern allows them, they are as good as others. */
function lettersOf(value: unknown, parts: readonly Part[]): [what: string, value: string][] {
  const patterns = stated(parts, 'pattern').map((each) => String(each.value));
  if (typeof value !== 'string' || value.length > 100 || patterns.length === 0) return [];
  const all: [string, string][] = [
    ['capitals', value.toUpperCase()],
    ['blanks', `${value}  and ${value}`],
  ];
  return all.filter(([, text]) => patterns.every((pattern) => fits(pattern, text)));
}

function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}

/** Beyond 32 bits, and still exact in every language that reads JSON numbers as doubles. */
const LARGE = 2 ** 53 - 1;

function numbers(parts: readonly Part[], here: string, integer: boolean): Boundary[] {
  const [least, most] = [leastOf(parts, integer), mostOf(parts, integer)];
  const step = stepOf(parts, integer);
  const hasFormat = stated(parts, 'format').length > 0;
  return [
    ...(least
      ? [
          {
            ...{ what: 'minimum', value: least.value, source: least.pointer, claim: 'stated' as const },
            because: `is ${least.value}, the least that is allowed`,
          },
        ]
      : [0, -step].map((value) => ({
          ...{ what: value === 0 ? 'zero' : 'negative', value, source: here, claim: 'open' as const },
          because: `is ${value}`,
        }))),
    ...(most
      ? [
          {
            ...{ what: 'maximum', value: most.value, source: most.pointer, claim: 'stated' as const },
            because: `is ${most.value}, the most that is allowed`,
          },
        ]
      : [
          {
            what: 'large',
            value: Math.floor(LARGE / step) * step,
            source: here,
            // Who bounds one side has thought of the other one.
            claim: least && !hasFormat ? ('implied' as const) : ('open' as const),
            because: 'is large, and no bound forbids it',
          },
        ]),
    ...(integer
      ? []
      : [{ what: 'fraction', value: 1.5, source: here, claim: 'open' as const, because: 'is 1.5' }]),
  ];
}

function lists(source: Source, parts: readonly Part[], here: string): Boundary[] {
  const [least, most] = [bound(parts, 'minItems'), bound(parts, 'maxItems')];
  const made: Boundary[] = [];
  if (least)
    made.push({
      ...{
        what: 'minItems',
        value: arrayFor(source, parts, least.value),
        source: least.pointer,
        claim: 'stated',
      },
      because: `has ${counted(least.value, 'item')}, as few as allowed`,
    });
  else
    made.push({
      ...{ what: 'empty', value: [], source: here, claim: 'implied', because: 'is empty' },
      instead: arrayFor(source, parts, 1),
    });
  if (most && most.value <= MOST_ITEMS)
    made.push({
      ...{
        what: 'maxItems',
        value: arrayFor(source, parts, most.value),
        source: most.pointer,
        claim: 'stated',
      },
      because: `has ${counted(most.value, 'item')}, as many as allowed`,
    });
  return made.filter(({ value }) => value !== ABSENT);
}

function maps(source: Source, { parts, value }: Spot): Boundary[] {
  const entry = entryOf(source, parts);
  const most = bound(parts, 'maxProperties');
  if (entry === ABSENT || !most || most.value > MOST_ITEMS) return [];
  const members = isObject(value) ? Object.entries(value) : [];
  const filled = Array.from({ length: Math.max(0, most.value - members.length) }, (_, index) => [
    `key${index}`,
    entry,
  ]);
  return [
    {
      what: 'maxProperties',
      value: Object.fromEntries([...members, ...filled]),
      because: `has ${most.value} members, as many as allowed`,
      source: most.pointer,
      claim: 'stated',
    },
  ];
}

export function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

/** A value as a part of an id, short. */
export function wordOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return characters(text) > 40 ? [...text].slice(0, 40).join('') : text;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
