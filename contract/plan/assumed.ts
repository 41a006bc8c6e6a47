// Hides what an operation is asked where the document shows no whole exchange of it: what its parts show by themselves, or else what
// their schemas take.
import type { ExamplePair, Operation, Parameter, Pointer } from '../../generator/model/types.js';
import { memberOf } from '../pointer.js';
import { keywordIn } from './schema-parts.js';
import type { PlanContext } from './types.js';
import { ABSENT } from './values/edit.js';
import { ordinary } from './values/ordinary.js';

/** A pair without an answer's body; undefined where something that is required has no value of its own anywhere. */
export function assumedPair(
  { subject, settings, resources, schemas }: PlanContext,
  operation: Operation,
): ExamplePair | undefined {
  const { document } = subject.model;
  const source = { document, schemas };
  const status = operation.responses.find((each) => /^2(\d\d|XX)$/i.test(each.status))?.status;
  if (status === undefined) return undefined;
  const request: Record<Parameter['in'], Record<string, unknown>> = {
    path: {},
    query: {},
    header: {},
    cookie: {},
    querystring: {},
  };
  for (const parameter of operation.parameters) {
    const { name, in: where, required, role, example, examples, schema } = parameter;
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
    // An invented place might be somebody's: it is looked at, never changed.
    const mayInvent = role === 'plain' && (where !== 'path' || operation.verb === 'GET');
    const value =
      known ?? (isMade ? 'none' : mayInvent ? takenBy(source, parameter.source, schema) : undefined);
    if (value === undefined && !isGiven) return undefined;
    if (value !== undefined) Object.defineProperty(request[where], name, { value, enumerable: true });
  }
  const body = bodyOf(source, operation);
  if (operation.body?.required && !body) return undefined;
  return {
    name: 'assumed',
    request: { ...request, ...(body && { body }) },
    response: { status, headers: {} },
    source: operation.source,
  };
}

function bodyOf(source: Parameters<typeof ordinary>[0], { body }: Operation): ExamplePair['request']['body'] {
  const contents = body?.content ?? [];
  for (const { mediaType, examples } of contents) {
    const good = examples.find(({ violates }) => violates === undefined);
    if (good) return { mediaType, value: good.value };
  }
  for (const { mediaType, kind, schema, source: at } of contents) {
    const value = kind === 'json' || kind === 'form' ? takenBy(source, at, schema) : undefined;
    if (value !== undefined) return { mediaType, value };
  }
  return undefined;
}

/** @param at where the parameter or the content stands that has the schema */
function takenBy(source: Parameters<typeof ordinary>[0], at: Pointer, schema: unknown): unknown {
  const value = schema === undefined ? ABSENT : ordinary(source, [`${at}/schema`]);
  return value === ABSENT || value === null ? undefined : value;
}
