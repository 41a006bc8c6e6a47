// Hides the pairing of examples by name, as the model pairs them: which answers an operation documents, and which requests lead to them.
import { isParameter, type OperationView, type ParameterView, type ResponseView } from './operations.js';
import { entries, isObject, type Location, type ObjectSpot, own, type Resolving } from './tree.js';

/** The name that an example without one (`example:`) pairs under; the same as in the model. */
const UNNAMED = 'example';

export interface NamedExample {
  readonly name: string;
  readonly location: Location;
  /** `x-violates` */
  readonly violates: boolean;
  /** `x-without-credentials` */
  readonly withoutCredentials: boolean;
}

/** A documented answer: the status and the example that stands for its content. */
export interface Answer extends NamedExample {
  readonly status: string;
}

/** `example` and `examples` of a media type, parameter or header. */
export function examplesOf(ctx: Resolving, holder: ObjectSpot): NamedExample[] {
  const single: NamedExample[] =
    own(holder.node, 'example') === undefined
      ? []
      : [
          {
            name: UNNAMED,
            location: holder.location.child(['example']),
            violates: false,
            withoutCredentials: false,
          },
        ];
  const named = entries(ctx, holder, 'examples').flatMap(([name, object]): NamedExample[] => {
    if (own(object.node, 'value') === undefined) return [];
    return [
      {
        name,
        location: object.location,
        violates: own(object.node, 'x-violates') !== undefined,
        withoutCredentials: own(object.node, 'x-without-credentials') === true,
      },
    ];
  });
  return [...single, ...named];
}

/** One answer for each name and status. An answer that has a body is documented by its body, else by its headers. */
export function answersOf(ctx: Resolving, operation: OperationView): Answer[] {
  return operation.responses.flatMap((response: ResponseView) => {
    const holders = response.content.length > 0 ? response.content : response.headers;
    const examples = holders.flatMap((holder) => examplesOf(ctx, holder));
    const distinct = new Map(
      examples.map((each) => [each.name, { ...each, status: response.status }]).reverse() as [
        string,
        Answer,
      ][],
    );
    return [...distinct.values()].reverse();
  });
}

export function bodyExamples(ctx: Resolving, operation: OperationView): NamedExample[] {
  return (operation.body?.content ?? []).flatMap((media) => examplesOf(ctx, media));
}

/** Named examples of the parameters that a caller passes; those of credentials and of the version ask for no exchange of their own. */
export function parameterExamples(ctx: Resolving, plain: readonly ParameterView[]): NamedExample[] {
  return plain.flatMap((parameter) =>
    examplesOf(ctx, parameter.spot).filter((each) => each.name !== UNNAMED),
  );
}

/** Whether a request of that name has a value for a required parameter: its own, or whatever else the document offers. */
export function hasValue(ctx: Resolving, parameter: ParameterView, name: string): boolean {
  const examples = examplesOf(ctx, parameter.spot);
  if (examples.some((each) => each.name === name || !each.violates)) return true;
  const schema = own(parameter.spot.node, 'schema');
  if (!isObject(schema)) return false;
  return ['example', 'examples', 'const', 'default', 'enum'].some(
    (keyword) => own(schema, keyword) !== undefined,
  );
}

/** The parameters that carry an `apiKey` of the document. */
export function credentialsOf(
  ctx: Resolving,
  root: ObjectSpot,
  operation: OperationView,
): ReadonlySet<ParameterView> {
  const components = own(root.node, 'components');
  const holder = isObject(components)
    ? { node: components, location: root.location.child(['components']) }
    : undefined;
  const schemes = holder ? entries(ctx, holder, 'securitySchemes') : [];
  return new Set(
    operation.parameters.filter((parameter) =>
      schemes.some(([, { node }]) => {
        const [type, where, name] = [own(node, 'type'), own(node, 'in'), own(node, 'name')];
        return type === 'apiKey' && typeof name === 'string' && isParameter(parameter, String(where), name);
      }),
    ),
  );
}
