// Hides how `anyOf` and `oneOf` are judged (JSON Schema 2020-12, core §10.2.1).
import { type Alternative, Alternatives } from './alternatives.js';
import { Evaluated } from './evaluated.js';
import type { Judge } from './judge.js';
import type { Schema, SchemaObject } from './schema.js';

type Discriminator = SchemaObject['discriminator'];
/** The judge of a schema of the same value. */
type Same = (schema: Schema) => Judge;

export function judgeOfAny(schemas: readonly Schema[], discriminator: Discriminator, same: Same): Judge {
  const alternatives = new Alternatives(schemas, discriminator, same);
  return {
    test: (value, seen) => {
      let fits = false;
      for (const alternative of alternatives.possible(value)) {
        if (!isFitting(alternative, value, seen)) continue;
        // Each that fits has looked at something; where nobody asks what, one is enough.
        if (seen === undefined) return true;
        fits = true;
      }
      return fits;
    },
    tell: (value, report, seen) => {
      if (alternatives.possible(value).filter((each) => isFitting(each, value, seen)).length > 0) return;
      alternatives.tell('anyOf', 'must match a schema in anyOf', value, report, seen);
    },
  };
}

export function judgeOfOne(schemas: readonly Schema[], discriminator: Discriminator, same: Same): Judge {
  const alternatives = new Alternatives(schemas, discriminator, same);
  const message = 'must match exactly one schema in oneOf';
  return {
    test: (value, seen) => {
      let fitting = 0;
      for (const alternative of alternatives.possible(value))
        if (isFitting(alternative, value, seen) && ++fitting > 1) return false;
      return fitting === 1;
    },
    tell: (value, report, seen) => {
      const { length } = alternatives.possible(value).filter((each) => isFitting(each, value, seen));
      if (length === 0) alternatives.tell('oneOf', message, value, report, seen);
      else if (length > 1) report.add('oneOf', `${message}, not ${length}`);
    },
  };
}

/** What an alternative looked at counts only where it fits. */
function isFitting({ judge }: Alternative, value: unknown, seen: Evaluated | undefined): boolean {
  if (seen === undefined) return judge.test(value);
  const own = new Evaluated();
  if (!judge.test(value, own)) return false;
  seen.add(own);
  return true;
}
