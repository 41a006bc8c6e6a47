// Hides how operations are spelled for client and server alike: what goes over the wire, as data, and its types.
import { selectorValue } from '../../runtime/selector.js';
import type { WireBody, WireHeader, WireOperation, WireParameter } from '../../runtime/wire.js';
import type { ApiModel, Body, Operation, Parameter, ResponseHeader } from '../model/types.js';
import { type Emitter, withOperations } from './emitter.js';
import { render } from './handlebars.js';
import { header, importLines } from './header.js';
import { readShape } from './shape.js';
import { signatureOf } from './signature.js';
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
  const media = (content: readonly { mediaType: string; kind: string }[]) =>
    Object.fromEntries(content.map((each) => [each.mediaType, each.kind]));
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
      operation.responses.map((response) => [response.status, media(response.content)]),
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
    const shape = readShape(schema, model.document, mediaType);
    const styled = mediaType === undefined ? explode && { explode } : { mediaType };
    return [name, { ...styled, ...(shape && { shape }) }];
  };
  return {
    headers: Object.fromEntries(
      described.map(({ status, headers }) => [status, Object.fromEntries(headers.map(wire))]),
    ),
  };
}

function bodyMedia(model: ApiModel, { content }: Body): WireBody['content'] {
  return Object.fromEntries(content.map((each) => [each.mediaType, wireMedia(each, model.document)]));
}

/** What differs from how its place has it anyway: documents of a thousand operations have thousands of parameters. */
function parameterOf(model: ApiModel, parameter: Parameter): WireParameter {
  const { name, in: place, style, explode, mediaType, encoding } = parameter;
  const shape = readShape(parameter.schema, model.document, mediaType);
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
    ...(shape && { shape }),
    ...defaultOf(parameter.schema),
  };
}

function defaultOf(schema: Parameter['schema']): { default?: unknown } {
  // A default of null says that nothing is assumed.
  const value =
    typeof schema === 'object' && Object.hasOwn(schema, 'default') ? schema['default'] : undefined;
  return value === undefined || value === null ? {} : { default: value };
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
