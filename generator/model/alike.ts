// Hides what is said of names that are like one another: the one case in which what something is called depends on what else there is.
import { isToldApart } from './names.js';
import type { Hook, NamedSchema, Operation, SafeName } from './types.js';
import type { Walk } from './walk.js';

export interface Called {
  readonly operations: readonly Operation[];
  readonly hooks: readonly Hook[];
  readonly schemas: readonly NamedSchema[];
}

export function reportAlike(walk: Walk, { operations, hooks, schemas }: Called): void {
  const report = (what: string, text: string, name: SafeName, source: string) => {
    if (!isToldApart(name)) return;
    walk.report(
      'names-alike',
      source,
      `The ${what} ${JSON.stringify(text)} is called ${name}: without the digest, another one of this document would have the same name.`,
      'Name one of them otherwise; as long as both are there, both names stay as they are.',
      'info',
    );
  };
  for (const { id, name, source } of operations) report('operation', id, name, source);
  for (const { kind, id, name, source } of hooks) report(kind, id, name, source);
  for (const { key, name, source } of schemas) report('schema', key, name, source);
}
