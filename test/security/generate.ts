// Hides how a tree becomes an output: written to a scratch file, generated in this process with every target, read back as texts.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import type { Diagnostic } from '../../generator/diagnostics.js';
import { FRAMEWORKS } from '../../generator/emit/framework-names.js';
import { EMITTERS } from '../../generator/emit/list.js';
import { type GenerateOptions, generateDocument } from '../../generator/pipeline.js';
import type { ClientOptions, RequestOptions } from '../../runtime/client.js';
import type { Link } from '../../runtime/link.js';
import type { ReceiverOptions } from '../../runtime/receiver.js';
import type { SenderOptions } from '../../runtime/sender.js';
import type { Server, ServerOptions } from '../../runtime/server.js';
import type { Validator } from '../../runtime/validate.js';
import type { OperationValidators, WireOperation } from '../../runtime/wire.js';
import type { Serving } from '../roundtrip/ways.js';

export interface Output {
  /** The folder in which the document lay. */
  readonly folder: string;
  /** Path → text. Undefined where the document was refused. */
  readonly files?: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

const HERE = fileURLToPath(new URL('../../.tmp', import.meta.url));
const TARGETS = EMITTERS.map(({ name }) => name);

/** Generates from a tree or a text. What the generator throws is passed on: it must not. */
export async function generate(
  document: unknown,
  name = 'openapi.json',
  options: Partial<GenerateOptions> = {},
): Promise<Output> {
  const folder = mkdtempSync(join(tmpdir(), 'specpact-security-'));
  try {
    writeFileSync(join(folder, name), typeof document === 'string' ? document : JSON.stringify(document));
    const { value, diagnostics } = await generateDocument(name, {
      cwd: folder,
      targets: TARGETS,
      ...options,
    });
    const files = value && new Map(value.map((file) => [file.path, file.text]));
    return { folder, ...(files && { files }), diagnostics };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files that are made of the document; the others are the same for every one. */
export function made(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].filter(([path]) => !path.startsWith('runtime/')));
}

type Call = (
  input?: object,
  options?: RequestOptions,
) => Promise<{ status: number; data?: unknown; error?: unknown }>;

type HookHandlers = ReceiverOptions & {
  readonly handlers: Readonly<Record<string, (input: never) => unknown>>;
};
type HookSender<To> = Readonly<
  Record<string, (to: To, input?: object, options?: RequestOptions) => ReturnType<Call>>
>;

export type RunningOptions = ServerOptions & {
  readonly handlers: Readonly<Record<string, (input: never) => unknown>>;
};

/** Generated code at work, typed as loosely as a document decides it. */
export interface Running extends Serving<RunningOptions> {
  createClient(options: ClientOptions): Readonly<Record<string, Call>>;
  createWebhookHandler(options: HookHandlers): Server;
  createCallbackHandler(options: HookHandlers): Server;
  createWebhookSender(options?: SenderOptions): HookSender<string>;
  createCallbackSender(options?: SenderOptions): HookSender<object>;
  readonly validators: Readonly<Record<string, Validator<unknown> & OperationValidators>>;
  readonly operations: Readonly<Record<string, WireOperation>>;
  /** By operation, status and name. */
  readonly links: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, Link<unknown, object>>>>>>
  >;
}

/** Generates, strips the types and imports the result. @throws where the document is refused */
export async function run(document: unknown): Promise<Running> {
  const { files, diagnostics } = await generate(document);
  if (!files) throw new Error(`refused: ${diagnostics.map(({ message }) => message).join(' ')}`);
  // Below the project, whose packages the code may import.
  mkdirSync(HERE, { recursive: true });
  const folder = mkdtempSync(join(HERE, 'running-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [path, text] of files) {
      const target = join(folder, path.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, stripped(text));
    }
    // A document without operations has no client and no server.
    const load = async (name: string): Promise<unknown> =>
      files.has(`${name}.ts`)
        ? import(/* @vite-ignore */ pathToFileURL(join(folder, `${name}.js`)).href)
        : {};
    const [validators, operations, links, ...rest] = await Promise.all(
      ['validators', 'operations', 'links', 'client', 'server', 'receiver', 'sender', ...FRAMEWORKS].map(
        load,
      ),
    );
    return {
      ...Object.assign({}, ...rest),
      validators,
      operations,
      links,
    } as Running;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const known = new Map<string, string>();

export function stripped(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  const compilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
  };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  known.set(text, outputText);
  return outputText;
}
