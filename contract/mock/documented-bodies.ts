// Hides that documents show requests which their own schemas refuse: what is documented to succeed is let pass, to the letter.
import type { Operation } from '../../generator/model/types.js';
import type { Validator } from '../../runtime/validator.js';
import type { Route } from '../../runtime/wire.js';
import { isUsual } from '../plan/expectation.js';
import { sameJson } from '../pointer.js';

/** The route with bodies that are shown to succeed let pass. */
export function lettingPass(route: Route, operation: Operation): Route {
  const shown = operation.examples
    .filter((pair) => isUsual(operation, pair))
    .flatMap(({ request }) => (request.body ? [request.body] : []));
  const { body } = route.validators;
  if (!body || shown.length === 0) return route;
  const patched = Object.entries(body).map(([mediaType, guard]): [string, Validator<unknown>] => {
    const values = shown.filter((each) => each.mediaType === mediaType).map(({ value }) => value);
    return [mediaType, values.length > 0 ? orOneOf(guard, values) : guard];
  });
  return { ...route, validators: { ...route.validators, body: Object.fromEntries(patched) } };
}

function orOneOf(guard: Validator<unknown>, values: readonly unknown[]): Validator<unknown> {
  const isShown = (value: unknown) => values.some((each) => sameJson(each, value));
  const judge = (value: unknown): value is unknown => guard(value) || isShown(value);
  const violations: Validator<unknown>['violations'] = (value, at) => {
    const found = guard.violations(value, at);
    return found.length > 0 && isShown(value) ? [] : found;
  };
  return Object.assign(judge, { violations, schema: guard.schema });
}
