// Hides how an item is asked for once more where there is one like it already: some servers take each name only once.
import type { Operation } from '../../generator/model/types.js';
import { otherTexts } from './other-value.js';
import { owedNames, sentItem, withItem } from './owed.js';
import { isReference } from './references.js';
import { createdResource } from './resources.js';
import type { PlanContext, PlannedRequest } from './types.js';

/** The names that people give, the most usual first. */
export const NAMES: readonly string[] = ['name', 'title', 'display_name', 'displayName', 'label', 'subject'];
/** Members that are tried, one after another. */
const MOST = 3;

/**
 * The same creation with one free text changed, for each text that may have to be unique, the most likely first.
 * @param number that no other has
 */
export function renamed(
  context: PlanContext,
  create: Operation,
  request: PlannedRequest,
  number: number,
): PlannedRequest[] {
  const { body } = request.values;
  const item = sentItem(body);
  const content = create.body?.content.find(({ mediaType }) => mediaType === request.body?.mediaType);
  const resource = createdResource(context.resources, create);
  if (!item || content?.kind !== 'json' || !resource) return [];
  const owed = owedNames(context.subject.model, resource, create);
  const known = [...NAMES, ...Object.keys(item).filter((name) => !NAMES.includes(name))];
  return known
    .flatMap((name): PlannedRequest[] => {
      const text = item[name];
      if (typeof text !== 'string' || !owed.has(name) || isReference(name, [])) return [];
      const [other] = otherTexts(text, [`-${number}`, ` ${number}`, `${number}`])
        .map((each) => withItem(body, { ...item, [name]: each }))
        .filter((each) => context.schemas.accepts(`${content.source}/schema`, each) === true);
      return other === undefined ? [] : [{ ...request, values: { ...request.values, body: other } }];
    })
    .slice(0, MOST);
}
