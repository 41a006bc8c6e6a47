// Hides how the client is laid out: one function an operation, and one object over all of them.
import type { ApiModel, ApiResponse, Link, LinkTarget, Operation } from '../model/types.js';
import { authOf, describeSchemes } from './authentication.js';
import { codecsOf, placesOf } from './codecs.js';
import { describeOperation } from './describe.js';
import { type EmitOptions, type Emitter, type GeneratedFile, withOperations } from './emitter.js';
import { render, type View } from './handlebars.js';
import { header, importLines } from './header.js';
import { pagesOf, waitersOf } from './pages.js';
import { signatureOf } from './signature.js';
import { comment, js, key } from './tokens.js';

export const client: Emitter = {
  name: 'client',
  needs: ['types', 'operations'],
  runtime: {
    'client.ts': ['client.ts', 'codecs.ts', 'connection-codecs.ts', 'retry.ts', 'hooks.ts'],
    'links.ts': ['client.ts', 'link.ts'],
    'pages.ts': ['client.ts', 'paging.ts'],
    'wait-for.ts': ['client.ts', 'polling.ts'],
  },
  emit: withOperations((model, options) => {
    const views = model.operations.map((operation) => viewOf(model, operation));
    const places = given('places', placesOf(model));
    // What is imported but not used is an error in projects that look for it.
    const sends = model.operations.some(sendsBytes) ? ['type Sent'] : [];
    const names = [
      'type ClientOptions',
      'type Connection',
      'type RequestOptions',
      'type Result',
      'connectionOf',
      'send',
      ...sends,
    ];
    return [
      {
        path: 'client.ts',
        text: render('client/client.ts', {
          header: header(options.source),
          imports: importLines([
            `import { ${names.join(', ')} } from '${options.runtime}/client.js';`,
            views.some(({ codecs }) => codecs !== '') &&
              `import * as codecs from '${options.runtime}/codecs.js';`,
            places !== '' && `import * as places from '${options.runtime}/connection-codecs.js';`,
            "import * as operations from './operations.js';",
          ]),
          runtime: options.runtime,
          optionsDoc: describeSchemes(model),
          places,
          operations: views,
        }),
      },
      ...authOf(model, options),
      ...linksOf(model, options),
      ...pagesOf(model, options),
      ...waitersOf(model, options),
    ];
  }),
};

/** A file of its own: most documents have no links. */
function linksOf(model: ApiModel, options: EmitOptions): GeneratedFile[] {
  const operations = model.operations.flatMap((operation): View[] => {
    const answers = operation.responses.flatMap((response): View[] => {
      const links = response.links.flatMap((link) =>
        linkOf(operation, response, link, model.links.get(link)),
      );
      return links.length > 0 ? [{ status: key(response.status), links }] : [];
    });
    const doc = comment([`Links of ${operation.verb} ${operation.path}, by status and name.`]);
    return answers.length > 0 ? [{ name: operation.name, doc, answers }] : [];
  });
  if (operations.length === 0) return [];
  const view = { header: header(options.source), runtime: options.runtime, operations };
  return [{ path: 'links.ts', text: render('client/links.ts', view) }];
}

function linkOf(
  { typeName, verb }: Operation,
  { status }: ApiResponse,
  link: Link,
  target?: LinkTarget,
): View[] {
  if (!target) return [];
  const { operation, values, isWhole } = target;
  const places = new Map<string, [string, unknown][]>();
  for (const { in: place, name, value } of values)
    places.set(place, [...(places.get(place) ?? []), [name, value]]);
  const given = [...places].map(([place, named]) => [place, Object.fromEntries(named)]);
  const input = `operations.${operation.typeName}Input`;
  const answer = `operations.${typeName}Answer`;
  return [
    {
      name: key(link.name),
      doc: comment([link.description], '    '),
      result: /^\d{3}$/.test(status) ? `Extract<${answer}, { readonly status: ${status} }>` : answer,
      input: isWhole ? input : `Partial<${input}>`,
      arguments: [
        js(operation.name),
        js(verb),
        js({ ...Object.fromEntries(given), ...(link.body !== undefined && { body: link.body }) }, '    '),
      ].join(', '),
    },
  ];
}

/** Bytes may be given in more forms than they are received in. */
function sendsBytes({ body }: Operation): boolean {
  return body?.content.some(({ kind }) => kind === 'binary') ?? false;
}

function viewOf(model: ApiModel, operation: Operation): View {
  const { hasInput, inputOptional } = signatureOf(model, operation, '');
  const optional = inputOptional ? '?' : '';
  // Only where bytes are answered do a call's options decide what its result holds.
  const binary = operation.responses.some(({ content }) => content.some(({ kind }) => kind === 'binary'));
  const input = `operations.${operation.typeName}Input`;
  const taken = sendsBytes(operation) ? `Sent<${input}>` : input;
  const parameter = hasInput ? `input${optional}: ${taken}, ` : '';
  return {
    name: operation.name,
    doc: describeOperation(model, operation),
    memberDoc: describeOperation(model, operation, '  '),
    generic: binary ? '<O extends RequestOptions>' : '',
    answer: `operations.${operation.typeName}Answer${binary ? ', O' : ''}`,
    parameters: `${parameter}options?: ${binary ? 'O' : 'RequestOptions'}`,
    given: hasInput ? 'input, options' : 'options',
    codecs: given('codecs', codecsOf(model, operation)),
    input: !hasInput ? '{}' : inputOptional ? 'input ?? {}' : 'input',
  };
}

/** One more argument, of what a file exports. */
function given(file: string, names: Readonly<Record<string, string>>): string {
  const members = Object.entries(names).map(([name, value]) => `${name}: ${file}.${value}`);
  return members.length > 0 ? `, { ${members.join(', ')} }` : '';
}
