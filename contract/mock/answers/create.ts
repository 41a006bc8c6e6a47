// Hides what the answer to a creation is, and that what was made is there from then on.
import type { Answer } from '../../../runtime/wire.js';
import { isId, itemIn, objectOfItem } from '../../plan/identity.js';
import type { Resource } from '../../plan/resources.js';
import { isObject } from '../../pointer.js';
import { repeated, repeatsAt } from '../echo.js';
import { createdItem } from '../items/created.js';
import { wrapperOf } from '../items/in-answer.js';
import { idMember } from '../items/shown.js';
import { itemPath } from '../store.js';
import type { Exchange, RoleOf } from './exchange.js';
import { answered, kept } from './told.js';
import { collectionOf } from './whereabouts.js';

export function create(exchange: Exchange, { resource }: RoleOf<'create'>): Answer {
  const path = collectionOf(exchange, resource);
  const { answer, id } = made(exchange, resource, path, (body) => repeatedId(exchange, resource, path, body));
  return withLocation(exchange, answer, itemPath(path, id));
}

/**
 * Makes an item and keeps it.
 * @param idIn what it is to be called, by the body of the answer; undefined: it gets a new name
 */
export function made(
  exchange: Exchange,
  resource: Resource,
  path: string,
  idIn: (body: unknown) => string | number | undefined,
): { readonly answer: Answer; readonly id: string } {
  const { bench, operation, sent, template } = exchange;
  const body = repeated(template, sent);
  const shown = itemIn(resource, body);
  const id = idIn(body);
  const entry = createdItem(bench.world, {
    ...{ knowledge: bench.knowledge, resource, operation, sent },
    shown: isObject(shown) ? shown : {},
    taken: (each, name) =>
      name === undefined
        ? bench.store.entry(path, each) !== undefined
        : bench.store.entries(path).some(({ item }) => String(item[name]) === each),
    ...(id !== undefined && { id }),
  });
  const answer = answered({ ...exchange, template: { ...template, body } }, resource, entry);
  kept(exchange, resource, path, entry, answer);
  return { answer, id: entry.id };
}

/** The id where the document shows that it repeats something that is sent; one that is taken does so by chance. */
function repeatedId(
  { template, bench }: Exchange,
  resource: Resource,
  path: string,
  body: unknown,
): string | number | undefined {
  const shown = objectOfItem(resource, body);
  const name = shown && idMember(resource, shown);
  if (name === undefined || !repeatsAt(template, [...wrapperOf(body, shown), name])) return undefined;
  const id = shown?.[name];
  return isId(id) && !bench.store.entry(path, String(id)) ? id : undefined;
}

function withLocation({ bench, template }: Exchange, answer: Answer, path: string): Answer {
  const described = template.response?.headers.find(({ name }) => name.toLowerCase() === 'location');
  if (!described || template.status !== 201) return answer;
  return { ...answer, headers: { ...answer.headers, [described.name]: `${bench.prefix}${path}` } };
}
