// Hides what an operation is asked where the document shows no whole exchange of it: what its parts show by themselves.
import type { ExamplePair, Operation, Parameter } from '../../generator/model/types.js';
import { memberOf } from '../pointer.js';
import { keywordIn } from './schema-parts.js';
import type { PlanContext } from './types.js';

/** A pair without an answer's body; undefined where something that is required has no value of its own anywhere. */
export function assumedPair(
  { subject, settings, resources }: PlanContext,
  operation: Operation,
): ExamplePair | undefined {
  const { document } = subject.model;
  const status = operation.responses.find((each) => /^2(\d\d|XX)$/i.test(each.status))?.status;
  if (status === undefined) return undefined;
  const request: Record<Parameter['in'], Record<string, unknown>> = {
    path: {},
    query: {},
    header: {},
    cookie: {},
    querystring: {},
  };
  for (const { name, in: where, required, role, example, examples, schema } of operation.parameters) {
    if (!required) continue;
    const stated = ['example', 'default', 'const'].map((keyword) => keywordIn(document, [schema], keyword));
    const listed = ['examples', 'enum'].map((keyword) =>
      memberOf(keywordIn(document, [schema], keyword), '0'),
    );
    const good = examples.find(({ violates }) => violates === undefined);
    const known = [example?.value, good?.value, ...stated, ...listed].find(
      (each) => each !== undefined && each !== null,
    );
    const isGiven = Object.hasOwn(settings.variables ?? {}, name) || role !== 'plain';
    // The id of an item that is made first.
    const isMade = where === 'path' && resources.some((each) => each.create && each.parameter === name);
    const value = known ?? (isMade ? 'none' : undefined);
    if (value === undefined && !isGiven) return undefined;
    if (value !== undefined) Object.defineProperty(request[where], name, { value, enumerable: true });
  }
  const body = bodyOf(operation);
  if (operation.body?.required && !body) return undefined;
  return {
    name: 'assumed',
    request: { ...request, ...(body && { body }) },
    response: { status, headers: {} },
    source: operation.source,
  };
}

function bodyOf({ body }: Operation): ExamplePair['request']['body'] {
  for (const { mediaType, examples } of body?.content ?? []) {
    const good = examples.find(({ violates }) => violates === undefined);
    if (good) return { mediaType, value: good.value };
  }
  return undefined;
}
