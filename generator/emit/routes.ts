// Hides how a document is served without generated code: operations and validators as they would be written, made when they are asked for.
import type { Direction } from '../../runtime/schema.js';
import { type Validator, validator } from '../../runtime/validate.js';
import type { OperationValidators, Route, WireSecurityScheme } from '../../runtime/wire.js';
import type { ApiModel, ApiResponse, JsonSchema, Operation } from '../model/types.js';
import { headersSchema, judgedAnswer, PLACES, parametersSchema } from './judged-parts.js';
import { LiveSchemas } from './live-schemas.js';
import { judgedBody } from './wire-media.js';
import { validatorsName, wireOperation, wireSchemes } from './wire-operation.js';

/** What generated code knows of one document. */
export interface LiveRoutes {
  readonly schemes: Readonly<Record<string, WireSecurityScheme>>;
  /** By which handlers are found. */
  nameOf(operation: Operation): string;
  /** The same for the same operation. */
  routeOf(operation: Operation): Route;
  /** A guard of the schema at a pointer of the document. */
  validatorAt(pointer: string, direction: Direction): Validator<unknown>;
}

export function liveRoutes(model: ApiModel): LiveRoutes {
  const schemas = new LiveSchemas(model);
  const routes = new WeakMap<Operation, Route>();
  const guards = new Map<string, Validator<unknown>>();
  return {
    schemes: wireSchemes(model.securitySchemes),
    nameOf: validatorsName,
    routeOf(operation) {
      const known = routes.get(operation);
      if (known) return known;
      const route = {
        operation: wireOperation(model, operation),
        validators: validatorsOf(schemas, operation, model.document),
      };
      routes.set(operation, route);
      return route;
    },
    validatorAt(pointer, direction) {
      const key = `${direction} ${pointer}`;
      const guard = guards.get(key) ?? validator(schemas.at(pointer), direction);
      guards.set(key, guard);
      return guard;
    },
  };
}

type Guard = Validator<unknown>;

function validatorsOf(
  schemas: LiveSchemas,
  operation: Operation,
  document: ApiModel['document'],
): OperationValidators {
  const guard = (schema: JsonSchema | undefined, direction?: Direction): Guard | undefined =>
    schema === undefined || schema === true ? undefined : validator(schemas.of(schema), direction);
  const body = named(operation.body?.content ?? [], (content) => [
    content.mediaType,
    guard(judgedBody(content, document), 'request'),
  ]);
  const answers = operation.responses.flatMap(({ status, content }) => {
    const media = named(content, (each) => [each.mediaType, guard(judgedAnswer(each), 'response')]);
    return media ? [[status, media] as const] : [];
  });
  const headersOf = (response: ApiResponse) =>
    response.headers.length > 0 ? guard(headersSchema(response)) : undefined;
  const headers = named(operation.responses, (response) => [response.status, headersOf(response)]);
  const places = named(PLACES, (place) => [place, guard(parametersSchema(operation, place))]);
  return {
    ...places,
    ...(body && { body }),
    ...(answers.length > 0 && { answers: Object.fromEntries(answers) }),
    ...(headers && { headers }),
  };
}

/** Without those that have none; undefined where nothing is left. */
function named<T>(
  all: readonly T[],
  entry: (each: T) => readonly [string, Guard | undefined],
): Readonly<Record<string, Guard>> | undefined {
  const entries = all
    .map(entry)
    .flatMap(([name, guard]): [string, Guard][] => (guard ? [[name, guard]] : []));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
