// Hides the places of a value that can be varied: each member and item that is there, and what the schema knows and the value does not show.
import type { Pointer } from '../../../generator/model/types.js';
import { isObject, memberOf } from '../../pointer.js';
import {
  itemPointers,
  memberPointers,
  type Part,
  partsOf,
  propertyNames,
  requiredNames,
  type Source,
} from '../../schema/parts.js';
import { ABSENT, changed } from './edit.js';
import { entryOf, isReadOnly, ordinary } from './ordinary.js';

/** A place in a valid value. */
export interface Spot {
  /** Where it stands in `root`. */
  readonly tokens: readonly string[];
  /** The whole value: the one that was given, with an ordinary value at this place where it had none. */
  readonly root: unknown;
  readonly value: unknown;
  readonly parts: readonly Part[];
  readonly required: boolean;
  /** Whether the value that was given has it. */
  readonly shown: boolean;
  /** The name is the document's; not a key of a map, nor an item. */
  readonly named: boolean;
}

const DEEPEST = 6;
/** Members below members that no example shows. */
const DEEPEST_UNSHOWN = 2;
/** Of one value; a schema that holds itself has no end. */
const MOST = 400;

/** Outside in, in the order of the schema. @param schema pointer of the schema that takes `root` */
export function* spotsOf(source: Source, schema: Pointer, root: unknown): Generator<Spot> {
  let count = 0;
  const takes = (value: unknown) => source.schemas.accepts(schema, value) === true;
  if (!takes(root)) return;
  for (const spot of below(source, takes, [schema], {
    tokens: [],
    root,
    value: root,
    required: true,
    shown: true,
    named: true,
  })) {
    yield spot;
    count += 1;
    if (count >= MOST) return;
  }
}

type Bare = Omit<Spot, 'parts'>;

function* below(
  source: Source,
  takes: (root: unknown) => boolean,
  pointers: readonly Pointer[],
  bare: Bare,
  unshown = 0,
): Generator<Spot> {
  const { tokens, root, value } = bare;
  const parts = partsOf(source, pointers, { value });
  yield { ...bare, parts };
  if (tokens.length >= DEEPEST || unshown > DEEPEST_UNSHOWN) return;
  for (const child of childrenOf(source, parts, value)) {
    const at = [...tokens, child.token];
    const shown = child.value !== ABSENT;
    const filled = shown ? child.value : child.ordinary();
    if (filled === ABSENT) continue;
    const whole = shown ? root : changed(root, at, filled);
    // What cannot be added alone (a member that needs another one) is no place of its own.
    if (!shown && !takes(whole)) continue;
    const { required, named } = child;
    const next = { tokens: at, root: whole, value: filled, required, named, shown: bare.shown && shown };
    yield* below(source, takes, child.pointers, next, shown ? unshown : unshown + 1);
  }
}

interface Child {
  readonly token: string;
  readonly pointers: readonly Pointer[];
  readonly value: unknown;
  readonly required: boolean;
  readonly named: boolean;
  readonly ordinary: () => unknown;
}

function* childrenOf(source: Source, parts: readonly Part[], value: unknown): Generator<Child> {
  if (Array.isArray(value)) {
    const pointers = itemPointers(parts, 0);
    const [first = ABSENT] = value as unknown[];
    if (pointers.length > 0)
      yield {
        ...{ token: '0', pointers, value: first, required: false, named: false },
        ordinary: () => ordinary(source, pointers),
      };
    return;
  }
  if (!isObject(value)) return;
  const declared = propertyNames(parts);
  const required = requiredNames(parts);
  for (const name of new Set([...declared, ...Object.keys(value)])) {
    const pointers = memberPointers(parts, name);
    if (pointers.length === 0 || isReadOnly(source, pointers)) continue;
    const own = Object.hasOwn(value, name) ? memberOf(value, name) : ABSENT;
    yield {
      ...{ token: name, pointers, value: own, required: required.has(name), named: declared.includes(name) },
      ordinary: () => ordinary(source, pointers),
    };
  }
  const isMap = Object.keys(value).every((name) => declared.includes(name));
  const entry = isMap ? entryOf(source, parts) : ABSENT;
  if (entry !== ABSENT)
    yield {
      ...{
        token: 'key',
        pointers: memberPointers(parts, 'key'),
        value: ABSENT,
        required: false,
        named: false,
      },
      ordinary: () => entry,
    };
}
