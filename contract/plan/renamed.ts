// Hides how an item is asked for once more where there is one like it already: some servers take each name only once.
import { memberOf } from '../pointer.js';
import { baseOf } from './base.js';
import { otherTexts } from './other-value.js';
import { owedNames, sentItem, withItem } from './owed.js';
import { isReference } from './references.js';
import type { Resource } from './resources.js';
import type { PlanContext, PlannedRequest } from './types.js';

/** The names that people give, the most usual first. */
export const NAMES: readonly string[] = ['name', 'title', 'display_name', 'displayName', 'label', 'subject'];
/** What is made up like a name, and names nothing else. */
const HANDLES = /^(slug|sku|code|key|handle|login|username|user_?name|email|mail|number)$/i;
/** Members that are tried one after another, before all of them together. */
const MOST = 4;

/** A creation with other texts for some of its members. */
export interface Renamed {
  readonly names: readonly string[];
  readonly request: PlannedRequest;
}

/**
 * The same creation with one free text changed, for each text that may have to be unique, the most likely first; then with all of them
 * changed.
 * @param number that no other has
 */
export function renamed(
  context: PlanContext,
  resource: Resource,
  request: PlannedRequest,
  number: number,
): Renamed[] {
  const { create } = resource;
  const item = sentItem(request.values.body);
  if (!create || !item) return [];
  const owed = owedNames(context.subject.model, resource, create);
  const rank = (name: string) => (NAMES.includes(name) ? 0 : HANDLES.test(name) ? 1 : 2);
  const names = Object.keys(item)
    .filter((name) => owed.has(name) && (HANDLES.test(name) || !isReference(name, [])))
    .sort((a, b) => rank(a) - rank(b));
  const single = names.flatMap((name): Renamed[] => {
    const other = otherwise(context, resource, request, name, number, () => true);
    return other ? [{ names: [name], request: other }] : [];
  });
  const all = single
    .slice(0, MOST)
    .reduce<PlannedRequest>(
      (whole, { names: [name = ''] }) =>
        otherwise(context, resource, whole, name, number, () => true) ?? whole,
      request,
    );
  const together = { names: single.slice(0, MOST).flatMap((each) => each.names), request: all };
  return [...single.slice(0, MOST), ...(together.names.length > 1 ? [together] : [])];
}

/**
 * The request with another text for one member, which the schema of the creation takes in an ordinary item; as long as it was, where
 * nothing longer is allowed.
 * @param isFree whether nobody has a text
 */
export function otherwise(
  context: PlanContext,
  resource: Resource,
  request: PlannedRequest,
  name: string,
  number: number,
  isFree: (text: string) => boolean,
): PlannedRequest | undefined {
  const { body } = request.values;
  const item = sentItem(body);
  const text = memberOf(item, name);
  const content = resource.create?.body?.content.find(
    ({ mediaType }) => mediaType === request.body?.mediaType,
  );
  if (!item || typeof text !== 'string') return undefined;
  const takes = (each: unknown) =>
    content?.schema === undefined || context.schemas.accepts(`${content.source}/schema`, each) === true;
  // What is broken on purpose stays so: the text is proven in an ordinary item then.
  const proof = takes(body) ? body : resource.create && baseOf(context, resource.create)?.request.values.body;
  const other = textsLike(text, number)
    .filter(isFree)
    .find((each) => takes(withItem(proof, { ...sentItem(proof), [name]: each })));
  if (other === undefined) return undefined;
  return { ...request, values: { ...request.values, body: withItem(body, { ...item, [name]: other }) } };
}

function textsLike(text: string, number: number): string[] {
  const [, local, host] = /^([^@\s]+)(@[^@\s]+)$/.exec(text) ?? [];
  if (local !== undefined) return [`${local}-${number}${host}`, `${local}${number}${host}`];
  return otherTexts(text, [`-${number}`, ` ${number}`, `${number}`]);
}
