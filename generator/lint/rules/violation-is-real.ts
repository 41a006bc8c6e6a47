// Rule: an example marked `x-violates: <pointer>` breaks its schema there, and nowhere else.
import type { Oas3Rule } from '@redocly/openapi-core';
import { exampleVisitor, judgeSite } from '../example-sites.js';
import type { RuleScope } from '../scope.js';
import { own } from '../tree.js';
import type { Violation } from '../violations.js';

export const violationIsReal =
  ({ schemas }: RuleScope): Oas3Rule =>
  () =>
    exampleVisitor((site, ctx) => {
      const { object } = site;
      const claimed = object && own(object.node, 'x-violates');
      if (!object || claimed === undefined) return;
      const report = (message: string) =>
        ctx.report({ message, location: object.location.child(['x-violates']) });
      if (typeof claimed !== 'string' || !/^(\/|$)/.test(claimed)) {
        report(
          `x-violates is ${JSON.stringify(claimed)}: expected a JSON pointer into the value, such as "/name", or "" for all of it.`,
        );
        return;
      }
      const violations = judgeSite(site, schemas, ctx);
      const here = violations.filter((violation) => isAt(violation, claimed));
      const elsewhere = violations.filter((violation) => !isAt(violation, claimed));
      if (here.length === 0)
        report(`This example does not break its schema at ${claimed || 'its root'}, as x-violates says.`);
      for (const { pointer, expected, actual } of elsewhere) {
        report(
          `This example also breaks its schema at ${pointer || 'its root'}, which x-violates does not say: expected ${expected}, got ${actual}.`,
        );
      }
    });

/** A missing or surplus property may be named by its own pointer or by that of the object which lacks or has it. */
function isAt(violation: Violation, pointer: string): boolean {
  const aboutProperty = violation.onKey || violation.anchor !== violation.pointer;
  const object = violation.pointer.slice(0, violation.pointer.lastIndexOf('/'));
  return violation.pointer === pointer || (aboutProperty && object === pointer);
}
