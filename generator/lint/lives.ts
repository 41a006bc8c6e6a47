// Hides rule L-16: x-added, x-removed and x-deprecated name versions that there are, in an order that makes sense.
import {
  compareVersions,
  describes,
  parseDate,
  parseVersionId,
  type VersionEntry,
} from '../../runtime/lifecycle.js';
import type { Diagnostic, Severity } from '../diagnostics.js';
import { closest } from '../family/closest.js';
import { ownVersion } from '../project/documents.js';
import { isAlike, type Life, lifeOf } from '../project/life.js';
import { type Part, Parts } from '../project/parts.js';
import { dialectOf, isMarkable } from '../project/restate.js';
import { pointerAt, shownPath } from '../source.js';
import { pointersIn } from '../spec/origins.js';
import { Places } from '../spec/places.js';
import type { Sources } from '../spec/sources.js';
import type { Membership } from './scope.js';
import { isObject, own } from './tree.js';

/** What is said of one object, at a pointer below it. */
interface Said {
  readonly at: readonly string[];
  readonly message: string;
  readonly hint: string;
  readonly severity?: Severity;
}

/** L-16 in every file of a document. */
export function lifeFindings(
  sources: Sources,
  membership: Membership | undefined,
  cwd: string,
): Diagnostic[] {
  const parts = new Parts(sources);
  const known = knownVersions(parts, membership);
  return sources.files.flatMap(({ name, text, tree }) => {
    const found = parts.all.filter(({ file, isNames, isList }) => file === name && !isNames && !isList);
    const said = found.map((part) => ({ part, said: saidOf(part, known, dialectOf(parts)) }));
    if (!isObject(tree) || said.every((each) => each.said.length === 0)) return [];
    const pointers = pointersIn(tree);
    const places = new Places(shownPath(name, cwd), text);
    return said.flatMap((each) =>
      each.said.map(({ at, message, hint, severity = 'error' }): Diagnostic => {
        const position = places.position(pointerAt(pointers.get(each.part.node) ?? '', ...at));
        return { id: 'L-16', severity, message, position, hint };
      }),
    );
  });
}

/** Why a version id cannot be one of this document; undefined where it can. */
interface Known {
  readonly ofFamily: boolean;
  problem(id: string): Pick<Said, 'message' | 'hint'> | undefined;
}

function knownVersions(parts: Parts, membership: Membership | undefined): Known {
  if (membership) {
    const { versions } = membership.manifest.family;
    return {
      ofFamily: true,
      problem: (id) => (versions.some((each) => describes(each, id)) ? undefined : unknown(id, versions)),
    };
  }
  const annotated = parts.all.map(({ life: { added, removed } }) => added ?? removed);
  const first = ownVersion(parts.root?.node) ?? annotated.find((each) => each !== undefined);
  const problem: Known['problem'] = (id) =>
    first === undefined || isAlike(id, first)
      ? undefined
      : {
          message: `${JSON.stringify(id)} is not written as ${first} is, and stands nowhere in the order of versions.`,
          hint: 'Write all versions of a document alike.',
        };
  return { ofFamily: false, problem };
}

function unknown(id: string, versions: readonly VersionEntry[]): Pick<Said, 'message' | 'hint'> {
  const all = versions.map((each) => (each.from === undefined ? each.id : `${each.from} to ${each.id}`));
  const ids = all.length > 10 ? [...all.slice(0, 10), '…'] : all;
  const guess = closest(
    id,
    versions.map((each) => each.id),
  );
  return {
    message: `${JSON.stringify(id)} is no version of this family.`,
    hint:
      guess === undefined
        ? `Known are: ${ids.join(', ')}.`
        : `Did you mean ${guess}? Known are: ${ids.join(', ')}.`,
  };
}

function saidOf(part: Part, known: Known, dialect: string): Said[] {
  const { node } = part;
  const enumerated = own(node, 'x-enum-versions');
  const values = enumerated === undefined ? [] : enumSaid(node, enumerated, known);
  const said = lifeSaid(node, known);
  return [...(said.length > 0 ? said : [...outliving(part), ...unheard(part, dialect)]), ...values];
}

/** Beside a reference OpenAPI has no `deprecated`, but in schemas since 3.1: nothing would come of it. */
function unheard(part: Part, dialect: string): Said[] {
  if (!('$ref' in part.node) || !part.life.deprecated || isMarkable(part, dialect)) return [];
  return [
    {
      at: ['x-deprecated'],
      message: 'x-deprecated stands beside a $ref, where OpenAPI knows no deprecated: nothing comes of it.',
      severity: 'warning',
      hint: 'Write it where the $ref leads, or write the part out here.',
    },
  ];
}

function lifeSaid(node: Readonly<Record<string, unknown>>, known: Known): Said[] {
  const written = (['x-added', 'x-removed'] as const).flatMap((key): Said[] => {
    const value = own(node, key);
    return value === undefined ? [] : versionSaid([key], value, known);
  });
  const deprecated = deprecatedSaid(own(node, 'x-deprecated'), known);
  if (written.length + deprecated.length > 0) return [...written, ...deprecated];
  return orderSaid(lifeOf(node));
}

function versionSaid(at: readonly string[], value: unknown, known: Known): Said[] {
  if (typeof value !== 'string') {
    const message = `${at.join('.')} is ${JSON.stringify(value)}, which is no text.`;
    const hint =
      'Write a version in quotes, such as "1.10": without them YAML reads a number, and 1.10 becomes 1.1.';
    return [{ at, message, hint }];
  }
  if (!parseVersionId(value)) {
    const message = `${at.join('.')} is ${JSON.stringify(value)}, which is no version of a known scheme.`;
    return [{ at, message, hint: 'Write it such as "1.3", "2024-06-01" or "v1".' }];
  }
  const problem = known.problem(value);
  return problem ? [{ at, ...problem }] : [];
}

/** Others use `x-deprecated` too, as a flag or for a text: in a document of no family only what looks like ours is. */
function deprecatedSaid(value: unknown, known: Known): Said[] {
  const at = ['x-deprecated'];
  if (!isObject(value)) {
    const isOurs = known.ofFamily || (typeof value === 'string' && parseVersionId(value) !== undefined);
    return value === undefined || !isOurs ? [] : versionSaid(at, value, known);
  }
  const [since, notBefore] = [own(value, 'since'), own(value, 'notBefore')];
  if (since === undefined && !known.ofFamily) return [];
  if (since === undefined)
    return [
      {
        at,
        message: 'x-deprecated does not say since when.',
        hint: 'Write { since: "1.2", notBefore: 2026-12-31 }.',
      },
    ];
  if (notBefore === undefined || parseDate(String(notBefore)) !== undefined)
    return versionSaid([...at, 'since'], since, known);
  const message = `x-deprecated.notBefore, ${JSON.stringify(notBefore)}, is no date that exists.`;
  return [{ at: [...at, 'notBefore'], message, hint: 'Write a date as YYYY-MM-DD or YYYYMMDD.' }];
}

function orderSaid({ added, removed, deprecated }: Life): Said[] {
  if (added !== undefined && removed !== undefined && compareVersions(added, removed) >= 0) {
    const message = `This is removed in ${removed}, and added in ${added}: it is never there.`;
    return [
      {
        at: ['x-removed'],
        message,
        hint: 'Write the version in which it is not there any more, or take the part out.',
      },
    ];
  }
  const since = deprecated?.since;
  const isNever = since !== undefined && removed !== undefined && compareVersions(since, removed) >= 0;
  if (!isNever) return [];
  const message = `This is deprecated since ${since}, but removed in ${removed}: it is never there as deprecated.`;
  return [
    {
      at: ['x-deprecated'],
      message,
      severity: 'warning',
      hint: 'Deprecate it in a version that still has it.',
    },
  ];
}

function enumSaid(node: Part['node'], map: unknown, known: Known): Said[] {
  const at = ['x-enum-versions'];
  if (!isObject(map))
    return [{ at, message: 'x-enum-versions is no object.', hint: 'Write { value: { x-added: "1.2" } }.' }];
  const values = own(node, 'enum');
  const texts = Array.isArray(values) ? values.map(String) : [];
  return Object.entries(map).flatMap(([value, life]): Said[] => {
    if (!texts.includes(value)) {
      const message = `${JSON.stringify(value)} is no value of the enum.`;
      const guess = closest(value, texts);
      const hint = guess === undefined ? 'Name a value of the enum beside it.' : `Did you mean ${guess}?`;
      return [{ at: [...at, value], message, hint }];
    }
    if (!isObject(life))
      return [
        {
          at: [...at, value],
          message: `The life of ${value} is no object.`,
          hint: 'Write { x-added: "1.2" }.',
        },
      ];
    return lifeSaid(life, known).map((said) => ({ ...said, at: [...at, value, ...said.at] }));
  });
}

/** What says that it is there longer than what it is a part of. */
function outliving(part: Part): Said[] {
  const { added, removed } = part.life;
  if (added === undefined && removed === undefined) return [];
  const around = lifeAround(part);
  const warning = {
    severity: 'warning',
    hint: 'Leave it out: a part ends with what it is a part of.',
  } as const;
  if (removed !== undefined && around.removed !== undefined && compareVersions(removed, around.removed) > 0) {
    const message = `This is removed in ${removed}, but what it is a part of already in ${around.removed}.`;
    return [{ ...warning, at: ['x-removed'], message }];
  }
  if (added !== undefined && around.added !== undefined && compareVersions(added, around.added) < 0) {
    const message = `This is added in ${added}, but what it is a part of only in ${around.added}.`;
    return [
      {
        ...warning,
        at: ['x-added'],
        message,
        hint: 'Leave it out: a part begins with what it is a part of.',
      },
    ];
  }
  return [];
}

/** Of what holds a part, the nearest that says when it begins, and when it ends. */
function lifeAround(part: Part): Life {
  const life: { added?: string; removed?: string } = {};
  const seen = new Set<Part>();
  for (let next = part.edges[0]?.from; next && !seen.has(next); next = next.edges[0]?.from) {
    seen.add(next);
    const { added, removed } = next.life;
    if (added !== undefined) life.added ??= added;
    if (removed !== undefined) life.removed ??= removed;
  }
  return life;
}
