// Hides how the types of a document are laid out: openapi-typescript's paths and operations, and an alias by our own name for every schema.
import { astToString, resolveRef, scanDiscriminators, transformSchema } from 'openapi-typescript';
import ts from 'typescript';
import type { ApiModel } from '../model/types.js';
import type { Emitter } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { describe } from './object-type.js';
import { SchemaTypes } from './schema-type.js';
import { CODE, typeInput } from './type-input.js';

export const types: Emitter = {
  name: 'types',
  needs: [],
  runtime: [],
  emit: (model, options) => {
    const schemas = new SchemaTypes(model);
    // First: what it refers to is declared below it.
    const body = documentTypes(model, schemas).trimEnd();
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

type Context = Parameters<typeof transformSchema>[1];
type Document = Parameters<typeof transformSchema>[0];

/** The document is bundled and 3.1 already, so that openapi-typescript's own validating and bundling (over half its time) is left out. */
function documentTypes(model: ApiModel, schemas: SchemaTypes): string {
  const options = { silent: true };
  const input = typeInput(model, schemas);
  const document = input.document as unknown as Document;
  const context: Context = {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    // A default fills in what a request leaves away: it makes nothing required.
    defaultNonNullable: false,
    discriminators: scanDiscriminators(document, options),
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    redoc: undefined as never,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: (schema) => codeOf(schema),
    transformProperty: undefined,
    resolve: (ref) => resolveRef(document, ref, options),
  };
  return input.spelled(astToString(transformSchema(document, context)));
}

/** An identifier is printed as it stands. */
function codeOf(schema: unknown): ts.TypeNode | undefined {
  const { type, code } = schema as { type?: unknown; code?: unknown };
  return type === CODE && typeof code === 'string'
    ? (ts.factory.createIdentifier(code) as unknown as ts.TypeNode)
    : undefined;
}
