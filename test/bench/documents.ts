// Hides where the measured documents come from: npm, a folder of real ones that only developers have, and copies that are made here.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';

type Tree = { readonly [key: string]: unknown };

const CORPUS = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export interface Document {
  readonly name: string;
  readonly path: string;
}

/** GitHub's own document, from its npm package. */
export const GITHUB: Document = {
  name: 'GitHub',
  path: join(
    dirname(createRequire(import.meta.url).resolve('@octokit/openapi/package.json')),
    'generated/api.github.com.json',
  ),
};

const REAL = { Stripe: 'stripe.json', OpenAI: 'openai.yaml', Box: 'box.json' };
const MORE = {
  Adyen: 'adyen.json',
  Twilio: 'twilio.json',
  'Petstore 3.0': 'petstore30.yaml',
  'Petstore 3.1': 'petstore31.yaml',
};

/** The documents that peers are compared on; those that are not on this machine are said and left out. */
export function compared(): Document[] {
  return [GITHUB, ...present(REAL)];
}

/** Those that we are measured on alone. */
export function alone(): Document[] {
  return present(MORE);
}

function present(files: Readonly<Record<string, string>>): Document[] {
  return Object.entries(files).flatMap(([name, file]) => {
    const path = join(CORPUS, file);
    if (existsSync(path)) return [{ name, path }];
    console.warn(`${name} is not measured: there is no ${path}.`);
    return [];
  });
}

export function operationsOf({ path }: Document): number {
  const { paths } = load(readFileSync(path, 'utf8')) as { paths: Record<string, Tree> };
  return Object.values(paths).reduce(
    (sum, item) => sum + Object.keys(item).filter((key) => METHODS.includes(key)).length,
    0,
  );
}

/** A document several times over: every path, component and operationId once for each copy, under a name of its own. */
export function writeCopies({ path }: Document, times: number, to: string): Document {
  const text = readFileSync(path, 'utf8');
  const copies = Array.from({ length: times }, (_, copy) =>
    copy === 0 ? JSON.parse(text) : renamed(text, copy),
  ) as {
    paths: Tree;
    components: Record<string, Tree>;
  }[];
  const [first] = copies;
  const kinds = Object.keys(first?.components ?? {});
  const merged = {
    ...first,
    paths: Object.assign({}, ...copies.map((copy) => copy.paths)) as Tree,
    components: Object.fromEntries(
      kinds.map((kind) => [kind, Object.assign({}, ...copies.map((copy) => copy.components[kind])) as Tree]),
    ),
  };
  writeFileSync(to, JSON.stringify(merged));
  return { name: `× ${times}`, path: to };
}

function renamed(text: string, copy: number): unknown {
  const tag = `copy-${copy}-`;
  const document = JSON.parse(
    text.replaceAll(/"#\/components\/(\w+)\//g, `"#/components/$1/${tag}`),
    (key, value) => (key === 'operationId' && typeof value === 'string' ? tag + value : value),
  ) as { paths: Tree; components: Record<string, Tree> };
  const prefixed = (tree: Tree, prefix: string) =>
    Object.fromEntries(Object.entries(tree).map(([key, value]) => [prefix + key, value]));
  return {
    ...document,
    paths: prefixed(document.paths, `/${tag.slice(0, -1)}`),
    components: Object.fromEntries(
      Object.entries(document.components).map(([kind, tree]) => [kind, prefixed(tree, tag)]),
    ),
  };
}
