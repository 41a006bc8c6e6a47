// Hides what the answer to a list is: the page that was asked for, in the form that the document shows, and what leads to the others.
import { problem } from '../../../runtime/problem.js';
import type { Answer } from '../../../runtime/wire.js';
import { pagingOf } from '../../plan/lists/pages.js';
import { itemsIn } from '../../plan/lists/shape.js';
import type { Resource } from '../../plan/resources.js';
import { ABSENT, changed } from '../../plan/values/edit.js';
import { pointerTokens } from '../../pointer.js';
import { pageOf } from '../lists/page.js';
import { toldOf } from '../lists/told.js';
import { wantedOf } from '../lists/wanted.js';
import { known } from '../shape.js';
import type { Item } from '../store.js';
import type { Template } from '../template.js';
import type { Exchange, RoleOf } from './exchange.js';
import { microversion, plain } from './told.js';
import { collectionOf } from './whereabouts.js';

export function list(exchange: Exchange, { resource }: RoleOf<'list'>): Answer {
  const { bench, operation, sent, context, template } = exchange;
  const { knowledge, store, prefix } = bench;
  const path = collectionOf(exchange, resource);
  const wanted = wantedOf(knowledge.model, resource, operation, store.entries(path), sent.query);
  const page = pageOf(pagingOf(operation), wanted, sent.query);
  if ('refused' in page) {
    if (operation.responses.some(({ status }) => status === '400' || status === '4XX'))
      throw bench.refusals.of(operation, problem(400, `${page.refused}.`), sent);
    return withItems(exchange, resource, []);
  }
  const items = page.entries.map(({ item }) => item);
  const url = new URL(context.request.url);
  const told = toldOf(knowledge.model, operation, {
    ...{ response: template.response, query: sent.query, page },
    url: isAbsoluteShown(template) ? `${url.origin}${prefix}${path}` : `${prefix}${path}`,
  });
  const answer = withItems(exchange, resource, items, told.members);
  return { ...answer, headers: { ...answer.headers, ...told.headers } };
}

/** Whether the document shows whole URLs. */
function isAbsoluteShown({ body }: Template): boolean {
  return /"(next|href|first|last|self|next_url|next_page_url)":"https?:/.test(JSON.stringify(body) ?? '');
}

function withItems(
  exchange: Exchange,
  resource: Resource,
  items: readonly Item[],
  members: readonly (readonly [pointer: string, value: unknown])[] = [],
): Answer {
  const { template, bench, context } = exchange;
  const { content, body } = template;
  const place = content?.kind === 'json' ? itemsIn(resource, body) : undefined;
  if (content?.kind !== 'json' || !place) return plain(exchange, body);
  const whole = [[place.pointer, items] as const, ...members].reduce<unknown>(
    (each, [pointer, value]) => changed(each, pointerTokens(pointer), value === undefined ? ABSENT : value),
    body,
  );
  const version = microversion(bench, context);
  return plain(exchange, known(bench.knowledge.model, [content.schema], whole, body, version));
}
