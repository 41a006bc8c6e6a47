// Hides how validators are laid out: a typed guard for every component schema, and for every operation the parts that a server judges.
import type { Direction } from '../../runtime/schema.js';
import { directionsOf } from '../model/hooks.js';
import type { ApiModel, Hook, JsonSchema, Operation } from '../model/types.js';
import type { Emitter } from './emitter.js';
import { render, type View } from './handlebars.js';
import { header, importLines } from './header.js';
import { headersSchema, judgedAnswer, PLACES, parametersSchema } from './judged-parts.js';
import { SchemaConstants } from './schema-constants.js';
import { refOf, schemaNames } from './signature.js';
import { comment, js, key } from './tokens.js';
import { judgedBody } from './wire-media.js';
import { validatorsName } from './wire-operation.js';

export const validators: Emitter = {
  name: 'validators',
  needs: ['types'],
  runtime: { 'validators.ts': ['wire.ts'], 'schemas.ts': ['schema.ts', 'validate.ts'] },
  emit: (model, options) => {
    const parts = new Parts(model);
    const operations = [...model.operations, ...model.webhooks, ...model.callbacks].map(
      (operation): View => ({
        name: validatorsName(operation),
        parts: partsOf(parts, operation, model.document),
      }),
    );
    const typed = model.schemas.length > 0;
    if (!typed && operations.length === 0) return [];
    const code = parts.constants.code();
    const files = [
      {
        path: 'validators.ts',
        text: render('model/validators.ts', {
          header: header(options.source),
          // What is imported but not used is an error in projects that look for it.
          imports: importLines([
            code !== '' &&
              `import { ${typed ? 'type Validator, ' : ''}validator } from '${options.runtime}/validate.js';`,
            operations.length > 0 && `import type { OperationValidators } from '${options.runtime}/wire.js';`,
            code !== '' && "import * as schemas from './schemas.js';",
            typed && "import type * as types from './types.js';",
          ]),
          schemas: model.schemas.map(({ key, name }) => ({ doc: comment([`Guard of ${key}.`]), name })),
          operations,
        }),
      },
    ];
    if (code === '') return files;
    const view = { header: header(options.source), runtime: options.runtime, code };
    return [...files, { path: 'schemas.ts', text: render('model/schemas.ts', view) }];
  },
};

/** The schemas of a document's parts, and the validators made of them. */
class Parts {
  readonly constants: SchemaConstants;
  readonly #components: ReadonlyMap<string, string>;

  constructor(model: ApiModel) {
    this.#components = schemaNames(model);
    this.constants = new SchemaConstants(model);
  }

  /** The expression of a validator for a schema, or undefined where anything is fine. Equal schemas share one constant, called after the first. */
  validator(part: string, schema: JsonSchema | undefined, direction?: Direction): string | undefined {
    if (schema === undefined || schema === true) return undefined;
    const component = this.#components.get(refOf(schema) ?? '');
    const name = component ?? this.constants.constantOf(part, schema);
    return `/* @__PURE__ */ validator(schemas.${name}${direction ? `, ${js(direction)}` : ''})`;
  }
}

function partsOf(parts: Parts, operation: Operation | Hook, document: ApiModel['document']): string {
  const lines: string[] = [];
  const name = validatorsName(operation);
  const { asked, answered } = directionsOf(operation);
  for (const place of PLACES) {
    const value = parts.validator(`${name}_${place}`, parametersSchema(operation, place));
    if (value !== undefined) lines.push(`  ${place}: ${value},`);
  }
  const bodies = (operation.body?.content ?? []).flatMap((content, at) => {
    const value = parts.validator(`${name}_body${at}`, judgedBody(content, document), asked);
    return value === undefined ? [] : [`    ${key(content.mediaType)}: ${value},`];
  });
  if (bodies.length > 0) lines.push('  body: {', ...bodies, '  },');
  lines.push(...answersOf(parts, operation, name, answered));
  return lines.length > 0 ? `{\n${lines.join('\n')}\n}` : '{}';
}

function answersOf(parts: Parts, operation: Operation, name: string, direction: Direction): string[] {
  const [answers, headers]: [string[], string[]] = [[], []];
  for (const response of operation.responses) {
    const media = response.content.flatMap((content, at) => {
      const value = parts.validator(`${name}_${response.status}_${at}`, judgedAnswer(content), direction);
      return value === undefined ? [] : [`${key(content.mediaType)}: ${value}`];
    });
    if (media.length > 0) answers.push(`    ${js(response.status)}: { ${media.join(', ')} },`);
    if (response.headers.length === 0) continue;
    headers.push(
      `    ${js(response.status)}: ${parts.validator(`${name}_${response.status}_headers`, headersSchema(response))},`,
    );
  }
  return [
    ...(answers.length > 0 ? ['  answers: {', ...answers, '  },'] : []),
    ...(headers.length > 0 ? ['  headers: {', ...headers, '  },'] : []),
  ];
}
