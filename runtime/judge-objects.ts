// Hides how objects are judged: their members, which there must be and which there may be (JSON Schema 2020-12, core §10.3.2, validation §6.5).

import { has, type JsonObject } from './json-value.js';
import { all, type Judge, NOTHING, simple } from './judge.js';
import { type Pattern, pattern } from './pattern.js';
import { counted, Report } from './report.js';
import type { Schema, SchemaObject } from './schema.js';

/** @param required the names that must be there @param part the judge of a member's schema */
export function judgeOfObjects(
  schema: SchemaObject,
  required: readonly string[],
  part: (schema: Schema) => Judge,
): Judge<JsonObject> | undefined {
  const { minProperties, maxProperties, dependentRequired } = schema;
  return all([
    isAboutMembers(schema, required) ? judgeOfMembers(new Members(schema, required, part)) : undefined,
    minProperties === undefined
      ? undefined
      : simple(
          (object: JsonObject) => sizeOf(object) >= minProperties,
          'minProperties',
          `must NOT have fewer than ${counted(minProperties, 'property', 'properties')}`,
        ),
    maxProperties === undefined
      ? undefined
      : simple(
          (object: JsonObject) => sizeOf(object) <= maxProperties,
          'maxProperties',
          `must NOT have more than ${counted(maxProperties, 'property', 'properties')}`,
        ),
    ...Object.entries(dependentRequired ?? {}).map(([name, others]) => judgeOfDependents(name, others)),
  ]);
}

function isAboutMembers(schema: SchemaObject, required: readonly string[]): boolean {
  const { properties, patternProperties, additionalProperties, propertyNames } = schema;
  const keywords = [properties, patternProperties, additionalProperties, propertyNames];
  return required.length > 0 || keywords.some((keyword) => keyword !== undefined);
}

/** What a schema says of one name. */
interface Member {
  readonly name: string;
  /** Its place among the members, which is mostly its place in values too. */
  readonly index: number;
  readonly isRequired: boolean;
  /** Undefined where `properties` does not name it. */
  readonly judge: Judge | undefined;
}

/** What a schema says of members, as it is asked for while going through those of a value. */
class Members {
  readonly list: readonly Member[];
  readonly byName: ReadonlyMap<string, Member>;
  readonly required: readonly string[];
  readonly patterns: readonly { readonly pattern: Pattern; readonly judge: Judge }[] | undefined;
  readonly rest: Judge | undefined;
  readonly names: Judge | undefined;

  constructor(schema: SchemaObject, required: readonly string[], part: (schema: Schema) => Judge) {
    const { properties = {}, patternProperties, additionalProperties, propertyNames } = schema;
    const needed = new Set(required);
    this.required = [...needed];
    this.list = [...new Set([...Object.keys(properties), ...needed])].map((name, index) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return { name, index, isRequired: needed.has(name), judge: own === undefined ? undefined : part(own) };
    });
    this.byName = new Map(this.list.map((member) => [member.name, member]));
    this.patterns =
      patternProperties &&
      Object.entries(patternProperties).map(([source, each]) => ({
        pattern: pattern(source),
        judge: part(each),
      }));
    this.rest = additionalProperties === undefined ? undefined : part(additionalProperties);
    this.names = propertyNames === undefined ? undefined : part(propertyNames);
  }
}

/** Goes through the members of a value once; those that its schema names are mostly the next ones in the schema's own order. */
function judgeOfMembers(members: Members): Judge<JsonObject> {
  const { list, byName, patterns, rest, names } = members;
  const test: Judge<JsonObject>['test'] = (object, seen) => {
    let missing = members.required.length;
    let next = 0;
    for (const name in object) {
      if (!Object.hasOwn(object, name)) continue;
      const value = object[name];
      if (value === undefined) continue;
      let member: Member | undefined = list[next];
      if (member === undefined || member.name !== name) member = byName.get(name);
      let isKnown = false;
      if (member !== undefined) {
        next = member.index + 1;
        if (member.isRequired) missing--;
        if (member.judge !== undefined) {
          if (!member.judge.test(value)) return false;
          isKnown = true;
        }
      }
      if (patterns !== undefined)
        for (const each of patterns) {
          if (!each.pattern.test(name)) continue;
          if (!each.judge.test(value)) return false;
          isKnown = true;
        }
      if (!isKnown && rest !== undefined) {
        if (!rest.test(value)) return false;
        isKnown = true;
      }
      if (names !== undefined && !names.test(name)) return false;
      if (isKnown) seen?.name(name);
    }
    return missing === 0;
  };
  const tell: Judge<JsonObject>['tell'] = (object, report, seen) => {
    for (const name of members.required)
      if (!report.isFull && !has(object, name)) report.at(name).add('required', 'is required');
    for (const name in object) {
      if (report.isFull) return;
      if (!has(object, name)) continue;
      if (names !== undefined) tellOfName(names, name, report);
      const judges = judgesOf(name);
      for (const judge of judges) tellOfMember(judge, object[name], report.at(name));
      if (judges.length > 0) seen?.name(name);
    }
  };
  const judgesOf = (name: string): Judge[] => {
    const judges = [
      byName.get(name)?.judge,
      ...(patterns ?? []).map((each) => (each.pattern.test(name) ? each.judge : undefined)),
    ].filter((judge) => judge !== undefined);
    return judges.length === 0 && rest !== undefined ? [rest] : judges;
  };
  const tellOfMember = (judge: Judge, value: unknown, report: Report): void => {
    if (judge.test(value)) return;
    if (judge === rest && judge === NOTHING) report.add('additionalProperties', 'is not a known property');
    else judge.tell(value, report);
  };
  return { test, tell };
}

/** A name is a value of its own: what is wrong with it is told of the member. */
function tellOfName(names: Judge, name: string, report: Report): void {
  if (names.test(name)) return;
  const own = Report.of('');
  names.tell(name, own);
  const why = own.violations.map(({ message }) => message).join(', ');
  report.at(name).add('propertyNames', `is not an allowed name: it ${why}`);
}

function judgeOfDependents(name: string, others: readonly string[]): Judge<JsonObject> {
  return {
    test: (object) => !has(object, name) || others.every((other) => has(object, other)),
    tell: (object, report) => {
      if (!has(object, name)) return;
      for (const other of others)
        if (!report.isFull && !has(object, other))
          report.at(other).add('dependentRequired', `is required where "${name}" is`);
    },
  };
}

function sizeOf(object: JsonObject): number {
  let size = 0;
  for (const name in object) if (has(object, name)) size++;
  return size;
}
