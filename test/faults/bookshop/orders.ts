// Hides the orders: of a form or of JSON, ready after a moment, gone a moment after they were cancelled.
import { type Call, Refused, type Route } from '../server/http.js';
import { isMembers, matches } from '../server/rules.js';
import { ORDER } from './rules.js';
import type { Order, Shop } from './server.js';

const MOMENT_MS = 150;

export function orderRoutes(shop: Shop): readonly Route[] {
  const orderAt = ({ path, now }: Call): Order => {
    const order = shop.orders.get(path['order'] ?? '');
    if (!order) throw new Refused({ status: 404, code: 'not_found', text: 'There is no such order.' });
    if (order.goneAt !== undefined && now >= order.goneAt)
      throw new Refused({ status: 410, code: 'gone', text: 'It was cancelled.' });
    return order;
  };
  return [
    {
      template: '/api/orders',
      operations: {
        POST: {
          name: 'order',
          body: ORDER,
          reads: { 'application/json': JSON.parse, 'application/x-www-form-urlencoded': readForm },
          run: (call) => {
            const { title, copies, gift = false } = isMembers(call.body) ? call.body : {};
            const number = `ORDER-${shop.orders.size + 2}`;
            const order = {
              number,
              title: String(title),
              copies: Number(copies),
              gift: gift === true,
              readyAt: call.now + MOMENT_MS,
            };
            shop.orders.set(number, order);
            const headers = { Location: `/api/orders/${number}`, 'Retry-After': '0' };
            return { status: 202, headers, body: shown(order, call.now) };
          },
        },
      },
    },
    {
      template: '/api/orders/{order}',
      operations: {
        GET: {
          name: 'getOrder',
          path: { order: matches(/^[A-Z0-9-]+$/) },
          run: (call) => ({ status: 200, body: shown(orderAt(call), call.now) }),
        },
        DELETE: {
          name: 'cancelOrder',
          path: { order: matches(/^[A-Z0-9-]+$/) },
          run: (call) => {
            const old = orderAt(call);
            const order = { ...old, goneAt: old.goneAt ?? call.now + MOMENT_MS };
            shop.orders.set(order.number, order);
            return { status: 202, body: shown(order, call.now) };
          },
        },
      },
    },
  ];
}

/** What looks like a number or a flag is meant as one. */
function readForm(text: string): unknown {
  const fields = new URLSearchParams(text);
  const names = [...new Set(fields.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [value = '', ...more] = fields.getAll(name);
      if (more.length > 0) return [name, [value, ...more]];
      if (name === 'copies' && /^-?\d+$/.test(value)) return [name, Number(value)];
      return [name, name === 'gift' && /^(true|false)$/.test(value) ? value === 'true' : value];
    }),
  );
}

function shown({ number, title, copies, gift, readyAt, goneAt }: Order, now: number): unknown {
  const isReady = now >= readyAt;
  const status = goneAt !== undefined ? 'cancelling' : isReady ? 'ready' : 'creating';
  return { status, number, title, gift, copies, ready_at: isReady ? new Date(readyAt).toISOString() : null };
}
