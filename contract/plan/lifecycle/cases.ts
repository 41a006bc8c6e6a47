// Hides which cases the life of versions gives: every way to name one, with every operation that has an ordinary request.
import type { Operation } from '../../../generator/model/types.js';
import { describes, type VersionEntry } from '../../../runtime/lifecycle.js';
import { selectorValue } from '../../../runtime/selector.js';
import { changesIn } from '../../lifecycle/lives.js';
import { chooserOf } from '../../lifecycle/outcomes.js';
import { shown } from '../../show.js';
import { type Base, baseOf, READING, successOf } from '../base.js';
import { caseId, caseRef } from '../case-id.js';
import type { Session } from '../session.js';
import type { CaseSource, FamilyUnderTest, PlanContext, Scenario } from '../types.js';
import { foreignParameters } from './foreign.js';
import { membersSince } from './since.js';
import {
  absentSpelling,
  before,
  latestSpelling,
  ownSpellings,
  type Spelling,
  strangeSpellings,
} from './spellings.js';
import { wholeVersion } from './whole.js';

export const lifecycle: CaseSource = {
  phase: 'lifecycle',
  *entries(context) {
    const { settings, subject } = context;
    const { version, operations } = subject.model;
    const under = settings.family;
    const entry = under?.family.versions.find(({ id }) => id === version.id);
    if (!under || under.family.family !== version.family || !entry) return;
    const most = thorough(operations);
    for (const operation of operations) {
      const base = baseOf(context, operation);
      if (!base) continue;
      const spellings = spellingsOf(context, under, entry, operation);
      for (const spelling of spellings)
        if (spelling.isUsual || operation === most) yield naming(context, operation, base, spelling);
      yield* foreignParameters(context, operation);
      yield* membersSince(context, under, entry, operation, base);
    }
    const whole = wholeVersion(context, under);
    if (whole) yield whole;
  },
};

/** The operation that every way is tried with: one that changes nothing, if there is any. */
function thorough(operations: readonly Operation[]): Operation | undefined {
  const known = operations.filter((each) => successOf(each) !== undefined);
  return known.find(({ verb }) => READING.has(verb)) ?? known[0];
}

/** What names no version of its own is the same request whichever version is under test: it is tried once, with whichever may answer it. */
function spellingsOf(
  { subject, subjects }: PlanContext,
  under: FamilyUnderTest,
  entry: VersionEntry,
  operation: Operation,
): Spelling[] {
  const { family, instant } = under;
  const newest = subjects.find(({ model }) => model.operations.some(({ id }) => id === operation.id));
  const absent = absentSpelling(family);
  const { outcomes } = chooserOf(family, instant)({ url: 'http://localhost/', headers: new Headers() });
  const [first] = outcomes;
  const answersAbsent =
    first?.kind === 'served' ? first.entry.id === entry.id : newest?.model === subject.model;
  const latest = latestSpelling(family);
  return [
    ...ownSpellings(family, entry, edgesOf(subject.model.document, entry)),
    ...(absent && answersAbsent ? [absent] : []),
    ...(newest?.model === subject.model ? [...strangeSpellings(family), ...(latest ? [latest] : [])] : []),
  ];
}

/** The microversions in which something changes, and those just before them. */
function edgesOf(document: unknown, entry: VersionEntry): string[] {
  if (entry.from === undefined) return [];
  return changesIn(document)
    .flatMap((version) => [before(version), version])
    .filter((each): each is string => each !== undefined && describes(entry, each))
    .slice(0, MOST_EDGES);
}

const MOST_EDGES = 40;

function naming(context: PlanContext, operation: Operation, base: Base, spelling: Spelling): Scenario {
  const { subject } = context;
  const { name, texts, orElse, meansSubject } = spelling;
  const { selector, id } = subject.model.version;
  const source = operation.source;
  // By its own name a version is asked for as everywhere.
  const isOrdinary = texts.length === 1 && selector && texts[0] === selectorValue(selector, id);
  return {
    ref: caseRef(subject.model, operation, {
      id: caseId(subject.model, operation, 'lifecycle', [name]),
      phase: 'lifecycle',
      example: `version ${name}`,
      source,
    }),
    subject,
    async play(session: Session) {
      const named = texts.length === 0 ? 'nothing' : texts.map((text) => shown(text, 60)).join(' and ');
      const expect = { kind: 'selection' as const, source, named, orElse };
      session.judged('version-selection');
      const reply = await session.send({
        name: 'ask',
        operation,
        request: isOrdinary ? base.request : { ...base.request, version: texts },
        expect,
      });
      if (!reply || !meansSubject || !NOT_SAID.has(reply.status)) return;
      // Whether that is about how the version is named shows when it is named in the ordinary way.
      const usual = await session.send({
        name: 'by its name',
        operation,
        request: base.request,
        expect: { kind: 'documented', source },
      });
      if (!usual || usual.status >= 300) return;
      const flaw = {
        pointer: '/status',
        message: `A request that names its version as ${named} was refused.`,
        expected: `an answer, as where the version is named: ${usual.status}`,
        actual: String(reply.status),
        source,
      };
      session.flaw('version-selection', flaw, reply);
    },
  };
}

/** Refusals that may be about anything. */
const NOT_SAID: ReadonlySet<number> = new Set([400, 404, 422]);
