// Hides what a mock knows of one document: its operations as a server has them, what each does, and how its values look.
import { type LiveRoutes, liveRoutes } from '../../generator/emit/routes.js';
import type { ApiModel, Operation, Pointer } from '../../generator/model/types.js';
import { type Resource, resourcesOf } from '../plan/resources.js';
import type { Source } from '../schema/parts.js';
import { type Role, rolesOf } from './roles.js';

export interface Knowledge {
  readonly model: ApiModel;
  readonly routes: LiveRoutes;
  readonly resources: readonly Resource[];
  /** Of what answers hold. */
  readonly answers: Source;
  /** Names of parameters and headers, in lower case, that say who asks. */
  readonly credentials: ReadonlySet<string>;
  roleOf(operation: Operation): Role;
}

export function knowledgeOf(model: ApiModel): Knowledge {
  const routes = liveRoutes(model);
  const resources = resourcesOf(model);
  const roles = rolesOf(model, resources);
  const accepts = (pointer: Pointer, value: unknown) => routes.validatorAt(pointer, 'response')(value);
  return {
    model,
    routes,
    resources,
    answers: { document: model.document, schemas: { accepts }, direction: 'response', isWhole: true },
    credentials: new Set([
      'authorization',
      ...model.securitySchemes.flatMap(({ name }) => (name === undefined ? [] : [name.toLowerCase()])),
    ]),
    roleOf: ({ source }) => roles.get(source) ?? { kind: 'action' },
  };
}
