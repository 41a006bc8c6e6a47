// Rule: every pattern of a schema is a regular expression that JavaScript knows.
import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { patternOf } from '../patterns.js';
import { isObject, own } from '../tree.js';

export const schemaUsable = (): Oas3Rule => () => ({
  Schema: {
    enter(schema: unknown, ctx: UserContext) {
      if (!isObject(schema)) return;
      const pattern = own(schema, 'pattern');
      if (typeof pattern === 'string') check(pattern, ctx, ['pattern'], false);
      const properties = own(schema, 'patternProperties');
      if (!isObject(properties)) return;
      for (const key of Object.keys(properties)) check(key, ctx, ['patternProperties', key], true);
    },
  },
});

function check(pattern: string, ctx: UserContext, path: string[], reportOnKey: boolean): void {
  try {
    patternOf(pattern);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const { source, pointer } = ctx.location.child(path);
    ctx.report({
      message: `This pattern cannot be used: ${why}.`,
      location: { source, pointer, reportOnKey },
    });
  }
}
