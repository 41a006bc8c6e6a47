// Hides when a list of versions says what family.yaml says (L-19): its template is read backwards, item by item.
import {
  discoveryIn,
  isPlaceholder,
  isVersionList,
  namesIn,
  PLACEHOLDERS,
  type Placeholder,
  valuesOf,
} from '../../runtime/discovery.js';
import { type Family, phase, type Template, type VersionEntry } from '../../runtime/lifecycle.js';
import { pointerAt, valueAt } from '../pointer.js';
import { shown } from '../show.js';
import type { Flaw } from './check.js';

export interface DiscoveryAnswer {
  readonly status: number;
  /** Of the answer; undefined where it is no JSON. */
  readonly body: unknown;
}

export interface DiscoveryOptions {
  /** Without it a version whose guarantee may have ended may be missing. */
  readonly instant?: Date;
  /** JSON pointer into family.yaml of a version. */
  readonly pointerOf?: (id: string) => string;
}

/** What is wrong with an answer that lists the versions of a family: ids, states, dates; nothing where the family declares no list. */
export function discoveryFlaws(
  family: Family,
  { status, body }: DiscoveryAnswer,
  { instant, pointerOf = () => '/versions' }: DiscoveryOptions = {},
): Flaw[] {
  const discovery = discoveryIn(family);
  const list = discovery && listIn(discovery.answer, '');
  if (!discovery || !list) return [];
  const source = '/discovery';
  if (status !== discovery.status) {
    const message = 'The status is not that of the list of versions.';
    return [
      { pointer: '/status', message, expected: String(discovery.status), actual: String(status), source },
    ];
  }
  const items = valueAt(body, list.pointer);
  const at = `/body${list.pointer}`;
  if (!Array.isArray(items)) {
    const message = 'The answer lists no versions.';
    return [{ pointer: at, message, expected: 'a list', actual: shown(items), source }];
  }
  const slots = slotsIn(list.item, '');
  const seen = new Set<string>();
  const flaws = items.flatMap((item: unknown, index): Flaw[] => {
    const pointer = pointerAt(at, index);
    const id = idOf(item, slots);
    const entry = family.versions.find((each) => each.id === id);
    if (id === undefined || !entry) {
      const message =
        id === undefined
          ? 'An item does not say of which version it is.'
          : 'A version is listed that family.yaml does not know.';
      const expected = `one of ${family.versions.map((each) => each.id).join(', ')}`;
      return [{ pointer, message, expected, actual: shown(id ?? item), source: '/versions' }];
    }
    if (seen.has(id)) {
      const message = `Version ${id} is listed twice.`;
      return [
        { pointer, message, expected: 'each version once', actual: shown(item), source: pointerOf(id) },
      ];
    }
    seen.add(id);
    return slots.flatMap((slot) => slotFlaws(slot, entry, item, pointer, pointerOf(id)));
  });
  const missing = family.versions.filter((entry) => !seen.has(entry.id) && isOwed(entry, family, instant));
  return [
    ...flaws,
    ...missing.map(({ id, state, notBefore }): Flaw => {
      const until = notBefore === undefined ? '' : `, guaranteed until ${notBefore}`;
      const when = instant === undefined ? '' : `, asked as of ${instant.toISOString()}`;
      const message = `Version ${id} is not listed, but ${state}${until}${when}.`;
      return {
        pointer: at,
        message,
        expected: `version ${id}`,
        actual: shown([...seen]),
        source: pointerOf(id),
      };
    }),
  ];
}

/** A version must be listed for as long as it must answer. */
function isOwed(entry: VersionEntry, family: Family, instant: Date | undefined): boolean {
  if (entry.state === 'CURRENT' || entry.state === 'SUPPORTED') return true;
  if (entry.state !== 'DEPRECATED') return false;
  if (instant === undefined) return entry.notBefore === undefined;
  return phase(entry, family, instant, 'check') === 'guaranteed';
}

function listIn(template: Template, pointer: string): { pointer: string; item: Template } | undefined {
  if (isVersionList(template)) return { pointer, item: template[0] };
  if (typeof template !== 'object' || template === null) return undefined;
  for (const [name, member] of Object.entries(template)) {
    const found = listIn(member, pointerAt(pointer, name));
    if (found) return found;
  }
  return undefined;
}

/** A text of a template with one placeholder of a version: what stands between the two sides says it. */
interface Slot {
  readonly pointer: string;
  readonly name: Placeholder;
  readonly before: string;
  readonly after: string;
}

function slotsIn(template: Template, pointer: string): Slot[] {
  if (typeof template === 'string') {
    const [name, ...more] = namesIn(template).filter(isPlaceholder);
    if (name === undefined || more.length > 0 || PLACEHOLDERS[name] !== 'version') return [];
    const [before = '', after = ''] = template.split(`{${name}}`);
    return [{ pointer, name, before, after }];
  }
  if (typeof template !== 'object' || template === null) return [];
  const members = Object.entries(template);
  // An item of a list that has no value is left out, and moves all behind it: where they stand is not known.
  const mover = Array.isArray(template) ? members.findIndex(([, item]) => isOptional(item)) : -1;
  const settled = mover < 0 || mover === members.length - 1 ? members : members.slice(0, mover);
  return settled.flatMap(([name, member]) => slotsIn(member, pointerAt(pointer, name)));
}

const OPTIONAL: ReadonlySet<string> = new Set<Placeholder>(['notBefore', 'successor', 'minimum', 'maximum']);

function isOptional(template: Template): boolean {
  return typeof template === 'string' && namesIn(template).some((name) => OPTIONAL.has(name));
}

function idOf(item: unknown, slots: readonly Slot[]): string | undefined {
  const slot = slots.find(({ name }) => name === 'version');
  return slot && readBack(slot, valueAt(item, slot.pointer));
}

/** What a text of an answer says in place of the placeholder; undefined where it is not written like that. */
function readBack({ before, after }: Slot, value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length < before.length + after.length) return undefined;
  if (!value.startsWith(before) || !value.endsWith(after)) return undefined;
  return value.slice(before.length, value.length - after.length);
}

function slotFlaws(slot: Slot, entry: VersionEntry, item: unknown, at: string, source: string): Flaw[] {
  const { name, before, after } = slot;
  const expected = valuesOf(entry)[name];
  const value = valueAt(item, slot.pointer);
  // What is not known is left out, or said to be nothing.
  if (expected === undefined && (value === undefined || value === null || value === '')) return [];
  const said = readBack(slot, value);
  // Dates too: however family.yaml writes them, they are shown as YYYY-MM-DD.
  if (expected !== undefined && said === expected) return [];
  return [
    {
      pointer: at + slot.pointer,
      message: `The ${name} of version ${entry.id} is not that of family.yaml.`,
      expected: expected === undefined ? 'none' : shown(before + expected + after),
      actual: shown(value),
      source: pointerAt(source, ...(Object.hasOwn(entry, name) ? [name] : [])),
    },
  ];
}
