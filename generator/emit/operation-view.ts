// Hides how an operation, or a webhook or callback, is spelled as data and as types: what goes over the wire, what is given, what is answered.
import { ownTypeName } from '../model/names.js';
import type { ApiModel, Hook, Operation, SecurityScheme } from '../model/types.js';
import { describePlace } from './describe.js';
import { importLines } from './header.js';
import { signatureOf } from './signature.js';
import { comment, js } from './tokens.js';
import { wireOperation, wireSchemes } from './wire-operation.js';

export type OperationView = ReturnType<typeof operationView>;

/** What a file of operations imports, and no more: that is an error in projects that look for it. */
export function operationImports(
  views: readonly OperationView[],
  runtime: string,
  always: readonly string[],
): { readonly line: string }[] {
  const used = (name: string) => views.some((view) => view.answers.includes(name));
  const names = [...['Binary', 'HeaderValues', 'ServerSentEvent', 'StatusIn'].filter(used), ...always];
  const typed = views.some(({ own, input, answers }) => own || `${input}${answers}`.includes('types.'));
  return importLines([
    `import type { ${names.join(', ')} } from '${runtime}/wire.js';`,
    typed && "import type * as types from './types.js';",
  ]);
}

export function schemesView(schemes: readonly SecurityScheme[]): string {
  return js(wireSchemes(schemes));
}

export function operationView(model: ApiModel, operation: Operation | Hook) {
  const own = ownTypeName(operation.typeName);
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
    doc: comment([describePlace(operation)]),
    own: `${input}${answers}`.includes(`${own}[`),
    operationType: signature.operationType,
    ownType: own,
    input,
    answers,
    wire: js(wireOperation(model, operation)),
  };
}
