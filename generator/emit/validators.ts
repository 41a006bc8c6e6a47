// Hides how validators are laid out: a typed guard for every component schema, and for every operation the parts that a server judges.
import type { ApiModel, JsonSchema, MediaContent, Operation } from '../model/types.js';
import { compileValidators } from './compile.js';
import type { Emitter } from './emitter.js';
import { render, type View } from './handlebars.js';
import { header, importLines } from './header.js';
import { refOf, schemaNames } from './signature.js';
import { comment, js, key } from './tokens.js';

export const validators: Emitter = {
  name: 'validators',
  needs: ['types'],
  runtime: ['validate.ts', 'formats.ts', 'wire.ts'],
  emit: (model, options) => {
    const plan = new Plan(model);
    const operations = model.operations.map(
      (operation): View => ({ name: operation.name, parts: partsOf(plan, operation) }),
    );
    const typed = model.schemas.length > 0;
    if (!typed && operations.length === 0) return [];
    const code = compileValidators(model, plan.parts, plan.components);
    return [
      {
        path: 'validators.compiled.ts',
        text: render('model/validators.compiled.ts', {
          header: header(options.source),
          runtime: options.runtime,
          code: code.trimEnd(),
        }),
      },
      {
        path: 'validators.ts',
        text: render('model/validators.ts', {
          header: header(options.source),
          // What is imported but not used is an error in projects that look for it.
          imports: importLines([
            plan.parts.size > 0 &&
              `import { ${typed ? 'type Validator, ' : ''}validator } from '${options.runtime}/validate.js';`,
            operations.length > 0 && `import type { OperationValidators } from '${options.runtime}/wire.js';`,
            typed && "import type * as types from './types.js';",
            plan.parts.size > 0 && "import * as compiled from './validators.compiled.js';",
          ]),
          schemas: model.schemas.map((schema) => ({
            doc: comment([`Guard of ${schema.key}.`]),
            name: schema.name,
            compiled: plan.component(schema.source),
          })),
          operations,
        }),
      },
    ];
  },
};

/** Which schemas to compile, each under a name of its own; a part that is just a component shares the component's. */
class Plan {
  readonly parts = new Map<string, JsonSchema>();
  /** `#/components/schemas/Key` → its part. */
  readonly components = new Map<string, string>();
  readonly #names: ReadonlyMap<string, string>;

  constructor(model: ApiModel) {
    this.#names = schemaNames(model);
    for (const { source, schema } of model.schemas) {
      this.parts.set(this.component(source), schema);
      this.components.set(`#${source}`, this.component(source));
    }
  }

  component(source: string): string {
    return `schema_${asciiName(this.#names.get(`#${source}`) ?? '')}`;
  }

  /** The expression of a validator for a schema, or undefined where anything is fine. */
  validator(part: string, schema: JsonSchema | undefined): string | undefined {
    if (schema === undefined || schema === true) return undefined;
    const name = asciiName(part);
    const ref = refOf(schema);
    const shared = ref !== undefined && this.#names.has(ref) ? this.component(ref.slice(1)) : undefined;
    if (shared === undefined) this.parts.set(name, schema);
    return `/* @__PURE__ */ validator(compiled.${shared ?? name})`;
  }
}

/** ajv exports names of ASCII letters only; `$`, which no SafeName holds, spells the others. */
function asciiName(name: string): string {
  return name.replace(/[^\w]/g, (char) => `$${char.charCodeAt(0).toString(16)}$`);
}

function partsOf(plan: Plan, operation: Operation): string {
  const lines: string[] = [];
  for (const place of ['path', 'query', 'querystring', 'header', 'cookie'] as const) {
    const value = plan.validator(`${operation.name}_${place}`, parametersSchema(operation, place));
    if (value !== undefined) lines.push(`  ${place}: ${value},`);
  }
  const bodies = (operation.body?.content ?? []).flatMap((content, at) => {
    const value =
      content.kind === 'json' || content.kind === 'form'
        ? plan.validator(`${operation.name}_body${at}`, content.schema)
        : undefined;
    return value === undefined ? [] : [`    ${key(content.mediaType)}: ${value},`];
  });
  if (bodies.length > 0) lines.push('  body: {', ...bodies, '  },');
  lines.push(...answersOf(plan, operation));
  return lines.length > 0 ? `{\n${lines.join('\n')}\n}` : '{}';
}

function answersOf(plan: Plan, operation: Operation): string[] {
  const [answers, headers]: [string[], string[]] = [[], []];
  for (const response of operation.responses) {
    const media = response.content.flatMap((content, at) => {
      const value = plan.validator(`${operation.name}_${response.status}_${at}`, judged(content));
      return value === undefined ? [] : [`${key(content.mediaType)}: ${value}`];
    });
    if (media.length > 0) answers.push(`    ${js(response.status)}: { ${media.join(', ')} },`);
    if (response.headers.length === 0) continue;
    const schema = {
      type: 'object',
      properties: Object.fromEntries(
        response.headers.map((header) => [header.name.toLowerCase(), header.schema]),
      ),
      required: response.headers
        .filter((header) => header.required)
        .map((header) => header.name.toLowerCase()),
    };
    headers.push(
      `    ${js(response.status)}: ${plan.validator(`${operation.name}_${response.status}_headers`, schema)},`,
    );
  }
  return [
    ...(answers.length > 0 ? ['  answers: {', ...answers, '  },'] : []),
    ...(headers.length > 0 ? ['  headers: {', ...headers, '  },'] : []),
  ];
}

/** What an answer, or an item of a stream, is judged by. */
function judged({ kind, schema, item }: MediaContent): JsonSchema | undefined {
  if (kind === 'json') return schema;
  if (item?.of !== 'data' || item.schema === undefined || item.schema === true) return item?.schema;
  return { type: 'object', properties: { data: item.schema }, required: ['data'] };
}

/** All parameters of one place as one object. Credentials and the version are asked for elsewhere: here they are only judged when sent. */
function parametersSchema(operation: Operation, place: string): JsonSchema | undefined {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  if (parameters.length === 0) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.schema])),
    required: parameters
      .filter((parameter) => parameter.required && parameter.role === 'plain')
      .map((parameter) => parameter.name),
  };
}
