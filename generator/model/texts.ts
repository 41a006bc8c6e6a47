// Hides what of a document cannot be taken as it stands: patterns that would run for ever or are none, names that hide something, formats
// that nobody knows, sets without end.
import { boundedPattern, lengthLimit } from '../../runtime/pattern.js';
import type { Diagnostic } from '../diagnostics.js';
import { pointerAt } from '../source.js';
import {
  UNKNOWN_FORMAT_HINT,
  type UnknownFormat,
  UnknownFormats,
  unknownFormatMessage,
} from '../spec/formats.js';
import type { Walk } from './walk.js';

/** Members whose values are data, or texts that nobody runs. */
const DATA: ReadonlySet<string> = new Set([
  ...['example', 'examples', 'default', 'enum', 'const', 'value', 'mapping', 'securitySchemes', 'scopes'],
]);
/** Controls, halves of pairs, line ends, bidirectional marks, and what has no width at all. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u00ad\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/u;

interface Place {
  readonly node: object;
  readonly key: string;
  readonly parent: Place | undefined;
}

/** Goes once over everything that is neither data nor an extension. */
export function reportTexts(walk: Walk): void {
  const seen = new Set<object>();
  /** Keys in which everything is to be seen: a document has few different ones. */
  const plain = new Set<string>();
  const formats = new UnknownFormats<{ readonly place: Place; readonly key: string }>();
  const stack: Place[] = [{ node: walk.document, key: '', parent: undefined }];
  for (let place = stack.pop(); place; place = stack.pop()) {
    if (seen.has(place.node)) continue;
    seen.add(place.node);
    const holder = place;
    // What is pushed last comes first: backwards, so that the walk goes through the document as people do.
    for (const key of Object.keys(place.node).reverse()) {
      const value = (place.node as Readonly<Record<string, unknown>>)[key];
      if (!plain.has(key)) {
        if (UNSEEN.test(key)) report(walk, invisible(key), place, key);
        else plain.add(key);
      }
      if (typeof value === 'string') {
        reportText(walk, place, key, value);
        if (isFormat(place, key)) formats.meet(value, () => ({ place: holder, key }));
      }
      if (key === 'uniqueItems' && value === true) reportUnique(walk, place);
      if (typeof value === 'object' && value !== null && !DATA.has(key) && !key.startsWith('x-')) {
        stack.push({ node: value, key, parent: place });
        if (key === 'patternProperties')
          for (const source of Object.keys(value))
            reportPattern(walk, source, { node: value, key, parent: place }, source);
      }
    }
  }
  for (const found of formats.all()) report(walk, unknownFormat(found), found.first.place, found.first.key);
}

/** The parameters of a link have names too, and texts as values. */
function isFormat({ node, key: holder }: Place, key: string): boolean {
  return key === 'format' && (holder !== 'parameters' || Array.isArray(node));
}

function unknownFormat(found: UnknownFormat<unknown>): Finding {
  return {
    id: 'format-unknown',
    severity: 'info',
    message: unknownFormatMessage(found),
    hint: UNKNOWN_FORMAT_HINT,
  };
}

function reportText(walk: Walk, place: Place, key: string, value: string): void {
  if (key === 'pattern') reportPattern(walk, value, place, key);
  else if ((key === 'name' || key === 'operationId') && UNSEEN.test(value))
    report(walk, invisible(value), place, key);
}

/** Items that are texts or numbers are compared as fast as they are read. */
const SCALARS: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'null']);

function reportUnique(walk: Walk, place: Place): void {
  const { maxItems, items } = place.node as { maxItems?: unknown; items?: unknown };
  const { type, enum: values } = (items ?? {}) as { type?: unknown; enum?: unknown };
  const areScalars = values !== undefined || [type].flat().every((each) => SCALARS.has(each));
  if (maxItems !== undefined || areScalars) return;
  const finding = {
    id: 'unbounded-unique-items',
    severity: 'info',
    message: 'Every item of this array must differ from every other, and there may be any number of them.',
    hint: 'Say with maxItems how many there may be.',
  } as const;
  report(walk, finding, place);
}

type Finding = Pick<Diagnostic, 'id' | 'severity' | 'message' | 'hint'>;

function reportPattern(walk: Walk, source: string, place: Place, key: string): void {
  const finding = patternFinding(source);
  if (finding) report(walk, finding, place, key);
}

function patternFinding(source: string): Finding | undefined {
  const shown = JSON.stringify(source);
  if (!boundedPattern(source)) {
    // Texts of other dialects are common; what no dialect can read is a mistake.
    return isBroken(source)
      ? {
          id: 'pattern-invalid',
          severity: 'error',
          message: `The pattern ${shown} is no regular expression: ${reasonOf(source)}.`,
          hint: 'Close every group and class; write a backslash twice where JSON or quoted YAML take the first.',
        }
      : {
          id: 'pattern-invalid',
          severity: 'warning',
          message: `The pattern ${shown} is no regular expression of ECMA-262 (${reasonOf(source)}): everything fits it.`,
          hint: 'Write it in the dialect of JavaScript, which JSON Schema asks for.',
        };
  }
  const limit = lengthLimit(source);
  if (limit === undefined) return undefined;
  return limit === 0
    ? {
        id: 'pattern-unbounded',
        severity: 'warning',
        message: `The pattern ${shown} cannot be matched in bounded time: everything fits it.`,
        hint: 'Do without the back-reference inside a repetition, or without counts that multiply to thousands.',
      }
    : {
        id: 'pattern-unbounded',
        severity: 'warning',
        message: `The pattern ${shown} has a back-reference: it can be matched in bounded time below ${limit} characters only, and longer texts do not fit it.`,
        hint: 'Do without the back-reference.',
      };
}

/** True where a group, a class or an escape has no end, or an end too many. */
function isBroken(source: string): boolean {
  const bare = source
    .replace(/\\./gs, '')
    .replace(/\[[^\]]*(\]?)/g, (_, end: string) => (end === '' ? '[' : ''));
  const count = (char: string) => bare.split(char).length;
  return bare.endsWith('\\') || bare.includes('[') || count('(') !== count(')');
}

function reasonOf(source: string): string {
  try {
    new RegExp(source);
    return 'it is';
  } catch (cause) {
    return (cause instanceof Error ? cause.message : '').replace(/^.*: /s, '');
  }
}

function invisible(name: string): Finding {
  return {
    id: 'bidi-or-control',
    severity: 'warning',
    message: `The name ${JSON.stringify(name)} holds characters that nobody sees, or that change the order of others.`,
    hint: 'Remove them, unless a server really spells it so.',
  };
}

/** @param key the member that is meant; without it, the place itself */
function report(walk: Walk, finding: Finding, place: Place, key?: string): void {
  let pointer = key === undefined ? '' : pointerAt('', key);
  for (let at: Place | undefined = place; at?.parent; at = at.parent)
    pointer = pointerAt('', at.key) + pointer;
  walk.diagnostics.push({ ...finding, position: walk.locate(pointer) });
  if (finding.severity === 'error') walk.remedies.push({ pointer, edits: [{ pointer }] });
}
