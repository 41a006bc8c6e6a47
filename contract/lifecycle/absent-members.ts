// Hides which members of a value a version does not have, by what a document of microversions says of each (`x-added`, `x-removed`).
import type { OpenApi31 } from '../../generator/model/types.js';
import { isObject, memberOf, pointerAt } from '../pointer.js';
import { absentSince } from './lives.js';
import { partsOf } from './of-others.js';

export interface AbsentMember {
  /** JSON pointer into the value. */
  readonly pointer: string;
  readonly value: unknown;
  /** `since 3.65`, `until 3.10` */
  readonly since: string;
}

/** Members that are looked at; a hostile body may have millions. */
const MOST = 10_000;
const MOST_TOLD = 20;

interface Place {
  readonly value: unknown;
  readonly pointer: string;
  /** All that describe it. */
  readonly schemas: readonly unknown[];
}

export function membersAbsentIn(
  document: OpenApi31,
  version: string,
  schema: unknown,
  value: unknown,
): AbsentMember[] {
  const found: AbsentMember[] = [];
  const waiting: Place[] = [{ value, pointer: '', schemas: [schema] }];
  let looked = 0;
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { value: node, pointer, schemas } = place;
    if (looked >= MOST || found.length >= MOST_TOLD) break;
    if (typeof node !== 'object' || node === null) continue;
    const parts = schemas.flatMap((each) => partsOf(document, each));
    for (const [name, member] of Object.entries(node) as [string, unknown][]) {
      looked += 1;
      const at = pointerAt(pointer, name);
      const known = Array.isArray(node)
        ? []
        : parts.map((each) => memberOf(memberOf(each, 'properties'), name));
      const described = known.filter((each) => each !== undefined);
      const absent = described.map((each) => absentSince(each, version, document));
      const [since] = absent;
      if (since !== undefined && absent.every((each) => each !== undefined)) {
        found.push({ pointer: at, value: member, since });
        continue;
      }
      const key = Array.isArray(node) ? 'items' : 'additionalProperties';
      const below =
        described.length > 0 ? described : parts.map((each) => memberOf(each, key)).filter(isObject);
      if (below.length > 0) waiting.push({ value: member, pointer: at, schemas: below });
    }
  }
  return found;
}
