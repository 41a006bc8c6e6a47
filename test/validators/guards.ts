// Hides how schemas become guards as in generated code: emitted, stripped of types, imported, and judged by the runtime.
import ts from 'typescript';
import { validators } from '../../generator/emit/validators.js';
import type { OpenApi31 } from '../../generator/spec/types.js';
import type { Direction, SchemaData } from '../../runtime/schema.js';
import { type Validator, validator } from '../../runtime/validate.js';
import { modelled } from '../model/modelled.js';

export type Guard = Validator<unknown>;

/** A guard of every component schema, by its key. */
export async function guardsOf<Key extends string>(
  schemas: Readonly<Record<Key, unknown>>,
  direction?: Direction,
): Promise<Readonly<Record<Key, Guard>>> {
  const document = {
    openapi: '3.1.1',
    info: { title: 't', version: '1' },
    components: { schemas },
  };
  const { model, diagnostics } = modelled(document as unknown as OpenApi31, '{}');
  if (!model) throw new Error(`refused: ${diagnostics.map(({ message }) => message).join(' ')}`);
  const files = await validators.emit(model, { runtime: './runtime', source: 'openapi.json' });
  const code = files.find(({ path }) => path === 'schemas.ts')?.text ?? '';
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  });
  const data = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(outputText)}`
  )) as Record<string, SchemaData>;
  return Object.fromEntries(
    model.schemas.map(({ key, name }) => [key, validator(data[name] ?? false, direction)]),
  ) as Record<Key, Guard>;
}

/** The guard of one schema; its references may lead to `#/components/schemas/…` of `more`. */
export async function guardOf(
  schema: unknown,
  more: Readonly<Record<string, unknown>> = {},
  direction?: Direction,
): Promise<Guard> {
  const { Subject } = await guardsOf({ Subject: schema, ...more }, direction);
  return Subject;
}
