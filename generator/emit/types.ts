// Hides openapi-typescript: the document as types, and an alias by our own name for every component schema.
import { astToString, resolveRef, scanDiscriminators, transformSchema } from 'openapi-typescript';
import ts from 'typescript';
import type { ApiModel, NamedSchema } from '../model/types.js';
import type { Emitter } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { comment, index } from './tokens.js';
import { typeInput } from './type-input.js';

export const types: Emitter = {
  name: 'types',
  needs: [],
  runtime: [],
  emit: (model, options) => [
    {
      path: 'types.ts',
      text: render('model/types.ts', {
        header: header(options.source),
        body: documentTypes(model).trimEnd(),
        aliases: model.schemas.map((schema) => ({
          doc: comment([describe(schema)]),
          name: schema.name,
          type: `components["schemas"]${index(schema.key)}`,
        })),
      }),
    },
  ],
};

type Context = Parameters<typeof transformSchema>[1];
type Document = Parameters<typeof transformSchema>[0];

/** The document is bundled and 3.1 already, so that openapi-typescript's own validating and bundling (over half its time) is left out. */
function documentTypes(model: ApiModel): string {
  const options = { silent: true };
  const input = typeInput(model.document);
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
    transform: (schema) => (isBinary(schema) ? ts.factory.createTypeReferenceNode('Blob') : undefined),
    transformProperty: undefined,
    resolve: (ref) => resolveRef(document, ref, options),
  };
  return input.spelled(astToString(transformSchema(document, context)));
}

function isBinary(schema: unknown): boolean {
  const { type, format } = schema as { type?: unknown; format?: unknown };
  return type === 'string' && format === 'binary';
}

function describe({ schema }: NamedSchema): string | undefined {
  const text = typeof schema === 'boolean' ? undefined : schema['description'];
  return typeof text === 'string' ? text : undefined;
}
