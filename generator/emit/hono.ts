// Hides Hono from the rest: the web-standard server mounted route by route, so that middleware can be put before each.
import { type Emitter, withOperations } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';

export const hono: Emitter = {
  name: 'hono',
  needs: ['server'],
  runtime: {},
  emit: withOperations((_model, options) => [
    { path: 'hono.ts', text: render('server/hono.ts', { header: header(options.source) }) },
  ]),
};
