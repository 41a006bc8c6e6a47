// Hides what the answer that lists versions must be: JSON of bearable size, one list of versions, placeholders that mean something.
import {
  isPlaceholder,
  isVersionList,
  namesIn,
  OWN_DISCOVERY,
  PLACEHOLDERS,
  speaksOfVersion,
} from '../../runtime/discovery.js';
import type { Discovery, Template } from '../../runtime/lifecycle.js';
import { pointerAt } from '../source.js';
import { closest } from './closest.js';
import type { RawDiscovery } from './family-schema.js';
import type { Finding } from './finding.js';

/** Values in values. Real answers need five. */
const DEEPEST = 16;
/** Of all texts and names together: the answer repeats them for every version. */
const LONGEST = 16_384;

/** Fills in the defaults and says what is wrong. Undefined where family.yaml says nothing. */
export function buildDiscovery(raw: boolean | RawDiscovery | undefined): {
  discovery?: Discovery | false;
  findings: Finding[];
} {
  if (raw === undefined) return { findings: [] };
  if (raw === false) return { discovery: false, findings: [] };
  const { answer, ...rest } = raw === true ? ({} as RawDiscovery) : raw;
  if (answer === undefined) return { discovery: { ...OWN_DISCOVERY, ...rest }, findings: [] };
  const shape = new TemplateShape();
  if (!shape.check(answer, '/discovery/answer', 1)) return { findings: [...shape.findings] };
  const template = answer as Template;
  const discovery: Discovery = { ...OWN_DISCOVERY, ...rest, answer: template };
  return { discovery, findings: [...shape.findings, ...checkLists(template)] };
}

/** Walks what YAML gave, which may hold itself, dates and much more. */
class TemplateShape {
  readonly findings: Finding[] = [];
  #length = 0;

  /** False where nothing further can be said of the template. */
  check(value: unknown, pointer: string, depth: number): boolean {
    if (depth > DEEPEST)
      return this.#refuse(pointer, `The answer is nested more than ${DEEPEST} levels deep.`);
    if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return this.#grow(8, pointer);
    if (typeof value === 'string') {
      this.findings.push(...checkNames(value, pointer));
      return this.#grow(value.length, pointer);
    }
    if (Array.isArray(value)) {
      if (!this.#grow(8, pointer)) return false;
      return value.every((item, index) => this.check(item, `${pointer}/${index}`, depth + 1));
    }
    if (!isMapping(value)) return this.#refuse(pointer, 'A value of the answer is none that JSON has.');
    return Object.entries(value).every(([name, member]) => {
      const at = pointerAt(pointer, name);
      if (namesIn(name).some(isPlaceholder)) {
        const message = `The name ${JSON.stringify(name)} holds a placeholder, and names are not filled in.`;
        this.findings.push(invalid(at, message, 'Placeholders stand in texts: list the versions as items.'));
      }
      return this.#grow(name.length + 8, at) && this.check(member, at, depth + 1);
    });
  }

  #grow(length: number, pointer: string): boolean {
    this.#length += length;
    return (
      this.#length <= LONGEST || this.#refuse(pointer, `The answer is longer than ${LONGEST} characters.`)
    );
  }

  #refuse(pointer: string, message: string): false {
    this.findings.push(
      invalid(pointer, message, 'Write texts, numbers, true, false, null, lists and mappings.'),
    );
    return false;
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function checkNames(text: string, pointer: string): Finding[] {
  const known = Object.keys(PLACEHOLDERS);
  return namesIn(text)
    .filter((name) => !isPlaceholder(name))
    .map((name) => {
      const guess = closest(name, known);
      const hint =
        guess === undefined
          ? `Known are ${known.map((each) => `{${each}}`).join(', ')}.`
          : `Did you mean {${guess}}?`;
      return invalid(pointer, `{${name}} is no placeholder.`, hint);
    });
}

/** Exactly one list is repeated for each version, its items say of which one, and nothing outside it speaks of a version. */
function checkLists(answer: Template): Finding[] {
  const { lists, strays } = parts(answer, '/discovery/answer');
  const hint =
    'Write the list of versions with one item, which is repeated: [{ id: "{version}", status: "{state}" }].';
  const findings = strays.map((pointer) =>
    invalid(pointer, 'A placeholder of a version stands outside a list of one item.', hint),
  );
  const [first, ...others] = lists;
  if (!first)
    return findings.length > 0
      ? findings
      : [invalid('/discovery/answer', 'The answer lists no versions.', hint)];
  for (const { pointer } of others)
    findings.push(invalid(pointer, 'The answer lists the versions twice.', hint));
  if (!saysVersion(first.item))
    findings.push(
      invalid(first.pointer, 'The items of the list do not say of which version they are.', hint),
    );
  return findings;
}

interface Parts {
  readonly lists: { readonly pointer: string; readonly item: Template }[];
  /** Pointers of texts that speak of a version where no version is known. */
  readonly strays: string[];
}

function parts(template: Template, pointer: string): Parts {
  if (isVersionList(template)) return { lists: [{ pointer, item: template[0] }], strays: [] };
  if (typeof template !== 'object' || template === null)
    return { lists: [], strays: speaksOfVersion(template) ? [pointer] : [] };
  const below = Object.entries(template).map(([name, member]) => parts(member, pointerAt(pointer, name)));
  return { lists: below.flatMap(({ lists }) => lists), strays: below.flatMap(({ strays }) => strays) };
}

/** Whether some text holds `{version}` and no other placeholder: who reads the answer must know where the version ends. */
function saysVersion(template: Template): boolean {
  if (typeof template === 'string') return namesIn(template).join() === 'version';
  if (typeof template !== 'object' || template === null) return false;
  return Object.values(template).some(saysVersion);
}

function invalid(pointer: string, message: string, hint: string): Finding {
  return { id: 'family-discovery-invalid', severity: 'error', pointer, message, hint };
}
