// Hides which schemas the parts of an exchange are judged by: parameters and headers of one place as one object, a body, an item of a stream.
import type { ApiResponse, JsonSchema, MediaContent, Operation } from '../model/types.js';

/** Where parameters stand. */
export const PLACES = ['path', 'query', 'querystring', 'header', 'cookie'] as const;

/** What an answer, or an item of a stream, is judged by. */
export function judgedAnswer({ kind, schema, item }: MediaContent): JsonSchema | undefined {
  if (kind === 'json' || kind === 'form' || kind === 'multipart') return schema;
  if (item?.of !== 'data' || item.schema === undefined || item.schema === true) return item?.schema;
  return { type: 'object', properties: { data: item.schema }, required: ['data'] };
}

/** All parameters of one place as one object. Credentials and the version are asked for elsewhere: here they are only judged when sent. */
export function parametersSchema(
  operation: Operation,
  place: (typeof PLACES)[number],
): JsonSchema | undefined {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  if (parameters.length === 0) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.schema])),
    required: parameters
      .filter((parameter) => parameter.required && parameter.role === 'plain')
      .map((parameter) => parameter.name),
  };
}

/** All headers of an answer as one object, their names in lower case. */
export function headersSchema({ headers }: ApiResponse): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(headers.map((header) => [header.name.toLowerCase(), header.schema])),
    required: headers.filter((header) => header.required).map((header) => header.name.toLowerCase()),
  };
}
