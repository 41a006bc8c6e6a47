// Hides what the answer to anything else is: what the document shows of it, about the item that its path names.
import type { Answer } from '../../../runtime/wire.js';
import { itemIn } from '../../plan/identity.js';
import { isObject, memberOf } from '../../pointer.js';
import { repeated, withPathOf } from '../echo.js';
import { idMember } from '../items/shown.js';
import type { Exchange, RoleOf } from './exchange.js';
import { answered, plain } from './told.js';
import { there } from './whereabouts.js';

export function act(exchange: Exchange, { around }: RoleOf<'action'>): Answer {
  const { sent, template } = exchange;
  const told = repeated(template, sent);
  const body = template.pair ? withPathOf(told, template.pair.request.path, sent.path) : told;
  if (!around) return plain(exchange, body);
  const { entry } = there(exchange, around, 'around');
  const shown = itemIn(around, body);
  const isItem = isObject(shown) && String(memberOf(shown, idMember(around, shown) ?? '')) === entry.id;
  return isItem && sent.body === undefined
    ? answered({ ...exchange, template: { ...template, body } }, around, entry)
    : plain(exchange, body);
}
