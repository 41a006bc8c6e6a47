// Hides how operations are spelled for client and server alike: what goes over the wire, as data, and its types.
import { formOf, mediaKind } from '../../runtime/media-type.js';
import { selectorValue } from '../../runtime/selector.js';
import type { WireBody, WireHeader, WireMedia, WireOperation, WireParameter } from '../../runtime/wire.js';
import { schemaAt } from '../model/references.js';
import type {
  ApiModel,
  ApiResponse,
  Body,
  JsonSchema,
  Operation,
  Parameter,
  ResponseHeader,
} from '../model/types.js';
import { type Emitter, withOperations } from './emitter.js';
import { render } from './handlebars.js';
import { header, importLines } from './header.js';
import { signatureOf } from './signature.js';
import { IN_FORM, IN_HEADER, sketchOf } from './sketch.js';
import { comment, js } from './tokens.js';
import { wireMedia } from './wire-media.js';

export const operations: Emitter = {
  name: 'operations',
  needs: ['types'],
  runtime: ['wire.ts'],
  emit: withOperations((model, options) => {
    const views = model.operations.map((operation) => viewOf(model, operation));
    const used = (name: string) => views.some((view) => view.answers.includes(name));
    const names = [
      ...['Binary', 'HeaderValues', 'ServerSentEvent', 'StatusIn'].filter(used),
      'WireOperation',
      'WireSecurityScheme',
      'WireVersion',
    ];
    const typed = views.some(({ own, input, answers }) => own || `${input}${answers}`.includes('types.'));
    const text = render('model/operations.ts', {
      header: header(options.source),
      // What is imported but not used is an error in projects that look for it.
      imports: importLines([
        `import type { ${names.join(', ')} } from '${options.runtime}/wire.js';`,
        typed && "import type * as types from './types.js';",
      ]),
      version: js(versionOf(model)),
      basePath: js(model.basePath),
      schemes: js(schemesOf(model)),
      operations: views,
    });
    return [{ path: 'operations.ts', text }];
  }),
};

function viewOf(model: ApiModel, operation: Operation) {
  const own = `${operation.typeName}Operation`;
  const signature = signatureOf(model, operation, own);
  const members = `{${signature.members.map((member) => `\n  ${member}`).join('')}${signature.members.length > 0 ? '\n' : ''}}`;
  const bodies =
    signature.bodies.length > 0 ? ` & (${signature.bodies.map((body) => `\n  | ${body}`).join('')}\n)` : '';
  const input = members + bodies;
  const answers =
    signature.answers.length > 0 ? signature.answers.map((answer) => `\n  | ${answer}`).join('') : ' never';
  return {
    name: operation.name,
    typeName: operation.typeName,
    doc: comment([`${operation.verb} ${operation.path}`]),
    own: `${input}${answers}`.includes(`${own}[`),
    operationType: signature.operationType,
    ownType: own,
    input,
    answers,
    wire: js(wireOf(model, operation)),
  };
}

function wireOf(model: ApiModel, operation: Operation): unknown {
  return {
    id: operation.id,
    name: operation.name,
    method: operation.verb,
    path: operation.path,
    parameters: operation.parameters.map((parameter) => parameterOf(model, parameter)),
    ...(operation.body && {
      body: { required: operation.body.required, content: bodyMedia(model, operation.body) },
    }),
    answers: Object.fromEntries(
      operation.responses.map((response) => [response.status, answerMedia(model, response)]),
    ),
    ...headersOf(model, operation),
    security: operation.security.map((requirement) => Object.keys(requirement)),
  };
}

/** Headers of answers by status, and for each what differs from a text. */
function headersOf(model: ApiModel, { responses }: Operation): Pick<WireOperation, 'headers'> {
  const described = responses.filter((response) => response.headers.length > 0);
  if (described.length === 0) return {};
  const wire = ({ name, schema, explode, mediaType }: ResponseHeader): [string, WireHeader] => {
    // JSON says by itself what it is.
    const isJson = mediaType !== undefined && mediaKind(mediaType) === 'json';
    const sketch = isJson ? undefined : sketchOf(schema, model.document, IN_HEADER);
    const styled = mediaType === undefined ? explode && { explode } : { mediaType };
    return [name, { ...styled, ...(sketch !== undefined && { schema: sketch }) }];
  };
  return {
    headers: Object.fromEntries(
      described.map(({ status, headers }) => [status, Object.fromEntries(headers.map(wire))]),
    ),
  };
}

function answerMedia(model: ApiModel, { content }: ApiResponse): Readonly<Record<string, WireMedia>> {
  const media = content.map((each): [string, WireMedia] => {
    const wire = wireMedia(each, model.document);
    if (each.kind !== 'form' && each.kind !== 'multipart') return [each.mediaType, wire];
    const sketch = sketchOf(each.schema ?? true, model.document, IN_FORM);
    return [each.mediaType, sketch === undefined ? wire : { ...formOf(wire), schema: sketch }];
  });
  return Object.fromEntries(media);
}

function bodyMedia(model: ApiModel, { content }: Body): WireBody['content'] {
  return Object.fromEntries(content.map((each) => [each.mediaType, wireMedia(each, model.document)]));
}

/** What differs from how its place has it anyway: documents of a thousand operations have thousands of parameters. */
function parameterOf(model: ApiModel, parameter: Parameter): WireParameter {
  const { name, in: place, style, explode, mediaType, encoding } = parameter;
  const isUsual = style === (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  return {
    name,
    in: place,
    ...(mediaType === undefined && !isUsual && { style }),
    ...(mediaType === undefined && explode !== (style === 'form' || style === 'cookie') && { explode }),
    ...(parameter.allowReserved && { allowReserved: true }),
    ...(parameter.allowEmptyValue && { allowEmptyValue: true }),
    ...(mediaType !== undefined && { mediaType }),
    ...(encoding && { encoding }),
    ...defaultOf(model, parameter.schema),
  };
}

/** Schemas behind references and in `allOf` that are asked for a default. */
const MAX_ASKED = 200;

/** What is assumed by the schema itself, or else by the first that it refers to or is composed of. */
function defaultOf(model: ApiModel, schema: JsonSchema): { default?: unknown } {
  const asked = new Set<JsonSchema>([schema]);
  for (const each of asked) {
    if (typeof each !== 'object' || each === null || asked.size > MAX_ASKED) continue;
    const value = Object.hasOwn(each, 'default') ? each['default'] : undefined;
    // A default of null says that nothing is assumed.
    if (value !== undefined) return value === null ? {} : { default: value };
    const target = typeof each['$ref'] === 'string' ? schemaAt(model.document, each['$ref']) : undefined;
    if (target !== undefined) asked.add(target);
    if (Array.isArray(each['allOf'])) for (const part of each['allOf'] as JsonSchema[]) asked.add(part);
  }
  return {};
}

function schemesOf(model: ApiModel): unknown {
  return Object.fromEntries(
    model.securitySchemes.map(({ key, type, name, in: where, scheme }) => [
      key,
      { type, in: where, name, scheme },
    ]),
  );
}

/** What a client of this version always sends. A document of no family names no version on the wire. */
function versionOf({ version }: ApiModel): unknown {
  const { selector } = version;
  if (!selector) return { id: version.id, in: 'none', value: version.id };
  return { id: version.id, in: selector.in, name: selector.name, value: selectorValue(selector, version.id) };
}
