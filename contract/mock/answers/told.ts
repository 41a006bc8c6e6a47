// Hides how an item becomes an answer: in the form that the document shows, with nothing that its schema does not know; and that what was told is kept.
import type { HandlerContext } from '../../../runtime/handling.js';
import type { Answer } from '../../../runtime/wire.js';
import { itemIn } from '../../plan/identity.js';
import type { Resource } from '../../plan/resources.js';
import { isObject, memberOf } from '../../pointer.js';
import { substituted } from '../echo.js';
import { withItem } from '../items/in-answer.js';
import { idMember } from '../items/shown.js';
import { fitted, isSchemaAt, known } from '../shape.js';
import type { Entry } from '../store.js';
import type { Bench, Exchange } from './exchange.js';

/** The answer about an item. */
export function answered(exchange: Exchange, resource: Resource, { id, item }: Entry): Answer {
  const { template, bench, context } = exchange;
  const { content, body } = template;
  if (content?.kind !== 'json') return plain(exchange, body);
  const shown = itemIn(resource, body);
  const old = memberOf(shown, idMember(resource, isObject(shown) ? shown : {}) ?? 'id');
  const whole = withItem(resource, substituted(body, old, id), item);
  const version = microversion(bench, context);
  return plain(exchange, known(bench.knowledge.model, [content.schema], whole, body, version));
}

/** An answer of a body, which is made to fit: some examples do not. */
export function plain({ bench, template }: Exchange, body: unknown): Answer {
  const { status, content, headers } = template;
  if (!content) return { status, headers };
  const schema = `${content.source}/schema`;
  const isJudged = content.kind === 'json' && isSchemaAt(bench.knowledge, schema);
  const value = isJudged ? fitted(bench.knowledge, schema, body) : body;
  return { status, mediaType: content.mediaType, headers, body: value };
}

/** What was told of an item is what it is from then on: a value that answers cannot hold is not kept either. */
export function kept(
  { bench }: Exchange,
  resource: Resource,
  path: string,
  entry: Entry,
  { body }: Answer,
): void {
  const told = itemIn(resource, body, entry.id);
  const isSame = isObject(told) && String(memberOf(told, idMember(resource, told) ?? '')) === entry.id;
  bench.store.put(path, isSame ? { ...entry, item: { ...entry.item, ...told } } : entry);
}

/** The version within a range that a document describes; undefined where it describes one only. */
export function microversion({ knowledge }: Bench, { version }: HandlerContext): string | undefined {
  return version === knowledge.model.version.id ? undefined : version;
}
