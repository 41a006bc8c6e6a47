// Hides how the types of a document are laid out: its paths, and an alias by our own name for every schema.
import type { Emitter } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { describe } from './object-type.js';
import { pathTypes } from './path-types.js';
import { SchemaTypes } from './schema-type.js';

export const types: Emitter = {
  name: 'types',
  needs: [],
  runtime: {},
  emit: (model, options) => {
    const schemas = new SchemaTypes(model);
    // First: what it refers to is declared below it.
    const body = pathTypes(model, schemas);
    const aliases = schemas.declarations().map(({ alias, text }) => ({
      doc: describe(alias.schema, ''),
      name: alias.name,
      type: text,
    }));
    return [
      {
        path: 'types.ts',
        text: render('model/types.ts', { header: header(options.source), body, aliases }),
      },
    ];
  },
};
