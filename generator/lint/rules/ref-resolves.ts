// Rule: every `$ref` leads somewhere, and that within the spec root. Told apart by id, so that each cause is reported once.
import { type Oas3Rule, type UserContext, YamlParseError } from '@redocly/openapi-core';
import { syntaxId } from '../../source.js';
import { REFUSED } from '../../spec/files.js';
import { syntaxFault } from '../../spec/syntax.js';
import { keyOf } from '../operations.js';
import { own } from '../tree.js';

export const refResolves = (): Oas3Rule => () => ({
  ref: {
    leave(node, ctx, resolved) {
      if (resolved.node !== undefined) return;
      const ref = own(node, '$ref');
      report(String(ref), resolved.error, ctx, keyOf({ location: ctx.location.child(['$ref']) }));
    },
  },
  DiscriminatorMapping(mapping, ctx) {
    for (const [name, ref] of Object.entries(mapping)) {
      // A bare name stands for a component schema (OpenAPI 3.1 §4.8.25); only what looks like a reference is one.
      if (typeof ref !== 'string' || !/[#/.]/.test(ref)) continue;
      const target = ctx.resolve({ $ref: ref });
      if (target.node === undefined)
        report(ref, target.error, ctx, keyOf({ location: ctx.location.child([name]) }));
    }
  },
});

function report(
  ref: string,
  error: Error | undefined,
  ctx: UserContext,
  location: ReturnType<typeof keyOf>,
): void {
  if (error instanceof YamlParseError) {
    const { reason, line, column: col } = syntaxFault(error);
    ctx.report({
      ruleId: syntaxId(reason),
      message: `Not valid YAML or JSON: ${reason}.`,
      location: { source: error.source, pointer: undefined, start: { line, col } },
    });
    return;
  }
  const why = error?.message ?? '';
  const refused = why.indexOf(REFUSED);
  const shown = JSON.stringify(ref);
  ctx.report({
    ruleId: refused < 0 ? 'ref-unresolved' : 'ref-external-refused',
    message:
      refused < 0
        ? `The $ref ${shown} leads nowhere${why ? `: ${why}` : ''}.`
        : `The $ref ${shown} is ${why.slice(refused)}.`,
    location,
  });
}
