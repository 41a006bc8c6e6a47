// Rule: every operation has a documented exchange that succeeds and one that is refused, and no example stands alone.
import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import {
  type Answer,
  answersOf,
  bodyExamples,
  credentialsOf,
  hasValue,
  type NamedExample,
  parameterExamples,
} from '../named-examples.js';
import {
  isParameter,
  keyOf,
  type OperationView,
  operationsOf,
  type ParameterView,
  rootOf,
} from '../operations.js';
import type { RuleScope } from '../scope.js';
import type { Location, ObjectSpot } from '../tree.js';

/** What one operation documents, and the means to report on it. */
interface Documented {
  readonly operation: OperationView;
  readonly answers: readonly Answer[];
  readonly bodies: readonly NamedExample[];
  /** Examples on the request's side that ask for an exchange of their own. */
  readonly requests: readonly NamedExample[];
  readonly credentials: ReadonlySet<ParameterView>;
  readonly version: ParameterView | undefined;
  report(message: string, location: Location | ReturnType<typeof keyOf>): void;
}

export const examplePair =
  (scope: RuleScope): Oas3Rule =>
  () => ({
    Root(node, ctx) {
      const root = rootOf(node, ctx);
      for (const operation of root ? operationsOf(root, ctx) : []) {
        if (!root) return;
        const documented = documentedBy(operation, root, scope, ctx);
        reportMissing(documented);
        reportOrphans(documented);
        reportRequestsAlone(documented);
        reportValueless(documented, ctx);
      }
    },
  });

function documentedBy(
  operation: OperationView,
  root: ObjectSpot,
  scope: RuleScope,
  ctx: UserContext,
): Documented {
  const credentials = credentialsOf(ctx, root, operation);
  const { in: where, name } = scope.membership?.manifest.family.selector ?? {};
  const version = operation.parameters.find(
    (each) => where !== undefined && name !== undefined && isParameter(each, where, name),
  );
  const plain = operation.parameters.filter((each) => each !== version && !credentials.has(each));
  const bodies = bodyExamples(ctx, operation);
  return {
    operation,
    answers: answersOf(ctx, operation),
    bodies,
    requests: [...bodies, ...parameterExamples(ctx, plain)],
    credentials,
    version,
    report: (message, location) => ctx.report({ message, location }),
  };
}

function reportMissing({ operation, answers, requests, report }: Documented): void {
  const statuses = answers.map((answer) => answer.status);
  if (onlySuccess(operation) !== undefined && requests.some((each) => !each.violates)) statuses.push('2XX');
  const at = keyOf({ location: operation.spot.location.child(['responses']) });
  const missing = [
    ...(statuses.some(isSuccess) ? [] : ['an answer that succeeds (2xx)']),
    ...(statuses.some(isRefusal) ? [] : ['a documented error']),
  ];
  if (missing.length > 0)
    report(`${operation.label} has no example pair for ${missing.join(', and none for ')}.`, at);
}

/** Examples of answers that no documented request leads to. */
function reportOrphans({ operation, answers, bodies, report }: Documented): void {
  const earlier = new Map<string, Answer>();
  for (const answer of answers) {
    const first = earlier.get(answer.name);
    if (!first) earlier.set(answer.name, answer);
    else if (first.withoutCredentials === answer.withoutCredentials) {
      report(
        `The answers ${first.status} and ${answer.status} of ${operation.label} both have an example named "${answer.name}": one request cannot get both.`,
        keyOf(answer),
      );
    }
    const hasBody = bodies.some((body) => body.name === answer.name);
    if (operation.body?.required && !hasBody && !answer.withoutCredentials) {
      report(
        `The example "${answer.name}" of answer ${answer.status} has no request: the body of ${operation.label} is required and has no example of that name.`,
        keyOf(answer),
      );
    }
  }
}

/** Examples of requests whose answer is not documented, or contradicts them. */
function reportRequestsAlone({ operation, answers, requests, report }: Documented): void {
  for (const request of new Map(requests.map((each) => [each.name, each])).values()) {
    const own = answers.filter((answer) => answer.name === request.name);
    if (request.violates && !own.some((answer) => isRefusal(answer.status))) {
      report(
        `The request example "${request.name}" breaks its schema on purpose, but no error answer of ${operation.label} has an example of that name.`,
        keyOf(request),
      );
    } else if (own.length === 0 && !request.violates && onlySuccess(operation) === undefined) {
      report(
        `The request example "${request.name}" has no answer: ${operation.label} does not have exactly one 2xx response, and no response has an example of that name.`,
        keyOf(request),
      );
    }
  }
}

/** Required parameters without a value: nothing of the operation can be replayed. */
function reportValueless(
  { operation, answers, requests, credentials, version, report }: Documented,
  ctx: UserContext,
): void {
  const names = new Set([...answers, ...requests].map((each) => each.name));
  const unsigned = new Set(
    answers.filter((answer) => answer.withoutCredentials).map((answer) => answer.name),
  );
  for (const parameter of operation.parameters) {
    if (!parameter.required || parameter === version) continue;
    const without = [...names].find(
      (name) => !(credentials.has(parameter) && unsigned.has(name)) && !hasValue(ctx, parameter, name),
    );
    if (without === undefined) continue;
    report(
      `The required ${parameter.in} parameter "${parameter.name}" of ${operation.label} has no example, so "${without}" cannot be replayed.`,
      parameter.spot.location,
    );
  }
}

/** The one documented 2xx status, with which a request example pairs where no answer has its name. */
function onlySuccess(operation: OperationView): string | undefined {
  const [only, second] = operation.responses.filter((response) => /^2\d\d$/.test(response.status));
  return second ? undefined : only?.status;
}

function isSuccess(status: string): boolean {
  return /^[23]/.test(status);
}

function isRefusal(status: string): boolean {
  return /^[45]/.test(status) || status === 'default';
}
