// Hides what becomes of an item by itself: one that says that it is being made is ready before long.
import { isBusy, stateNameOf } from '../../plan/busy.js';
import { itemSchemas } from '../../plan/lists/filters.js';
import type { Resource } from '../../plan/resources.js';
import { keywordIn, propertyOf } from '../../plan/schema-parts.js';
import type { Knowledge } from '../knowledge.js';
import type { Item, Settling } from '../store.js';
import type { World } from '../world.js';
import { shownItems } from './shown.js';

/** An item that says that it is being made is ready before long. */
export function settlingOf(
  world: World,
  knowledge: Knowledge,
  resource: Resource,
  item: Item,
  given: Item,
): Settling | undefined {
  const name = stateNameOf(item);
  if (name === undefined || Object.hasOwn(given, name) || !isBusy(item)) return undefined;
  const rest = shownItems(resource).find((each) => typeof each[name] === 'string' && !isBusy(each));
  const settled = rest?.[name] ?? restingWord(knowledge, resource, name);
  return settled === undefined
    ? undefined
    : { at: world.now().getTime() + world.settleMs, members: { [name]: settled } };
}

const RESTING = [
  'available',
  'active',
  'ready',
  'completed',
  'complete',
  'succeeded',
  'success',
  'done',
  'running',
  'online',
  'normal',
  'ok',
  'finished',
];

function restingWord({ model }: Knowledge, resource: Resource, name: string): unknown {
  const { list, get, create } = resource;
  const operation = list ?? get ?? create;
  const schemas = operation
    ? itemSchemas(
        model,
        { ...resource, ...((get ?? create) ? { get: get ?? create } : {}) } as Resource,
        operation,
      )
    : [];
  const words = keywordIn(
    model.document,
    schemas.flatMap((schema) => propertyOf(model.document, schema, name)),
    'enum',
  );
  if (!Array.isArray(words)) return RESTING[0];
  return RESTING.map((word) => words.find((each) => String(each).toLowerCase() === word)).find(
    (each) => each !== undefined,
  );
}
