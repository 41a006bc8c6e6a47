// Hides which kinds of requests go the other way, what their files are called, and how those who send and receive them see each.
import type { ApiModel, Hook } from '../model/types.js';
import { describeOperation } from './describe.js';
import type { View } from './handlebars.js';

/** Their word in names of types and functions, and the member of the model, which is also the name of their file. */
export const HOOK_KINDS = [
  { kind: 'Webhook', module: 'webhooks' },
  { kind: 'Callback', module: 'callbacks' },
] as const;

export type HookModule = (typeof HOOK_KINDS)[number]['module'];

/** The kinds that a document has, each with a view of every hook of it. */
export function hookViews(model: ApiModel, viewOf: (hook: Hook, module: HookModule) => View) {
  return HOOK_KINDS.filter(({ module }) => model[module].length > 0).map(({ kind, module }) => ({
    kind,
    module,
    secured: model[module].some(({ security }) => security.length > 0),
    hooks: model[module].map((hook) => ({
      name: hook.name,
      doc: describeOperation(model, hook, '  '),
      input: `${module}.${hook.typeName}Input`,
      answer: `${module}.${hook.typeName}Answer`,
      operation: `${module}.${hook.name}`,
      ...viewOf(hook, module),
    })),
  }));
}
