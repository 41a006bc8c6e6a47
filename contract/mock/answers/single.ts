// Hides what the answer about something without items is: a profile, the settings of an item; read, replaced, merged, removed.
import type { Answer } from '../../../runtime/wire.js';
import { isObject } from '../../pointer.js';
import { repeated } from '../echo.js';
import { mergePatched, nullsIn } from '../items/merge-patch.js';
import { successFor } from '../pairs.js';
import { known } from '../shape.js';
import { filledIn } from '../store.js';
import { templateOf } from '../template.js';
import { type Exchange, type RoleOf, sentOf } from './exchange.js';
import { plain } from './told.js';
import { missing, there } from './whereabouts.js';

export function single(exchange: Exchange, { does, around }: RoleOf<'single'>): Answer {
  const { bench, operation, sent, template, context } = exchange;
  const { store } = bench;
  if (around) there(exchange, around, 'around');
  const path = filledIn(operation.path, sent.path);
  if (path === undefined || (store.hasSingle(path) && store.single(path) === undefined && does !== 'replace'))
    throw missing(exchange);
  if (does === 'read') return plain(exchange, store.single(path) ?? repeated(template, sent));
  if (does === 'remove') {
    store.putSingle(path, undefined);
    return plain(exchange, template.body);
  }
  const old = store.single(path) ?? readOf(exchange);
  const { body = old } = sent;
  const next = does === 'merge' ? mergePatched(old, body, nullsIn(context.request)) : body;
  store.putSingle(path, next);
  const shape = isObject(template.body) && isObject(next) ? { ...template.body, ...next } : template.body;
  return template.content?.kind === 'json'
    ? plain(exchange, known(bench.knowledge.model, [template.content.schema], shape, template.body))
    : plain(exchange, shape);
}

/** What a reading of the same path shows. */
function readOf({ bench, operation, context }: Exchange): unknown {
  const read = bench.knowledge.model.operations.find(
    ({ path, verb }) => path === operation.path && verb === 'GET',
  );
  return (
    read &&
    templateOf(bench.knowledge, read, { accepts: context.accepts, pair: successFor(read, sentOf({})) }).body
  );
}
