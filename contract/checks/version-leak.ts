// Hides when an answer shows members that only another version has: of a microversion below the one that brought them, of a newer document.

import { absentSince } from '../lifecycle/lives.js';
import { isObject, memberOf, pointerAt } from '../pointer.js';
import { targetOf } from '../schema/view.js';
import { shown } from '../show.js';
import type { Check, Flaw, Judged } from './check.js';

export const versionLeak: Check = {
  name: 'version-leak',
  gate: false,
  judge(exchange) {
    const { life, body } = exchange;
    if (!life || body.kind !== 'value') return [];
    const versions = life.chosen.outcomes.flatMap((each) =>
      each.kind === 'served' && each.entry.from !== undefined ? [each.version] : [],
    );
    const [version] = versions;
    if (version === undefined || versions.length > 1) return [];
    return new Looking(exchange.case.subject.model.document, version).flaws(
      body.value,
      `${body.content.source}/schema`,
      body.content.schema,
    );
  },
};

/** Members that are looked at; a hostile body may have millions. */
const MOST = 10_000;
const MOST_TOLD = 20;

interface Place {
  readonly value: unknown;
  readonly pointer: string;
  /** All that describe it, each with its pointer. */
  readonly schemas: readonly unknown[];
}

class Looking {
  readonly #document: Judged['case']['subject']['model']['document'];
  readonly #version: string;

  constructor(document: Judged['case']['subject']['model']['document'], version: string) {
    this.#document = document;
    this.#version = version;
  }

  flaws(value: unknown, source: string, schema: unknown): Flaw[] {
    const flaws: Flaw[] = [];
    const waiting: Place[] = [{ value, pointer: '/body', schemas: [schema] }];
    let looked = 0;
    while (waiting.length > 0 && looked < MOST && flaws.length < MOST_TOLD) {
      const {
        value: node,
        pointer,
        schemas,
      } = waiting.pop() ?? { value: undefined, pointer: '', schemas: [] };
      if (typeof node !== 'object' || node === null) continue;
      const parts = this.#partsOf(schemas);
      for (const [name, member] of Object.entries(node)) {
        looked += 1;
        const at = pointerAt(pointer, name);
        const known = Array.isArray(node)
          ? []
          : parts.map((each) => memberOf(memberOf(each, 'properties'), name));
        const described = known.filter((each) => each !== undefined);
        const absent = described.map((each) => absentSince(each, this.#version, this.#document));
        const [since] = absent;
        if (since !== undefined && absent.every((each) => each !== undefined)) {
          flaws.push({
            pointer: at,
            message: `Version ${this.#version} shows what is there ${since} only.`,
            expected: `nothing in ${this.#version}`,
            actual: shown(member),
            source,
          });
          continue;
        }
        const key = Array.isArray(node) ? 'items' : 'additionalProperties';
        const below =
          described.length > 0 ? described : parts.map((each) => memberOf(each, key)).filter(isObject);
        if (below.length > 0) waiting.push({ value: member, pointer: at, schemas: below });
      }
    }
    return flaws;
  }

  /** A schema, what it refers to, and what it is composed of. */
  #partsOf(schemas: readonly unknown[]): unknown[] {
    const parts = new Set<unknown>();
    const waiting = [...schemas];
    while (waiting.length > 0) {
      const next = waiting.pop();
      if (!isObject(next) || parts.has(next)) continue;
      parts.add(next);
      const ref = memberOf(next, '$ref');
      if (typeof ref === 'string') waiting.push(targetOf(ref, this.#document));
      for (const key of ['allOf', 'anyOf', 'oneOf']) {
        const list = memberOf(next, key);
        if (Array.isArray(list)) waiting.push(...(list as unknown[]));
      }
      for (const key of ['if', 'then', 'else']) waiting.push(memberOf(next, key));
    }
    return [...parts];
  }
}
