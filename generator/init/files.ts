// Hides what is written for a team: its configuration, a first test, and the workflow that runs both.
import { render } from '../emit/handlebars.js';
import { js } from '../emit/tokens.js';
import { type Choices, nameOf, type Purpose } from './choices.js';
import type { Detected, Manager } from './detect.js';

export interface PlannedFile {
  /** Relative, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const TARGETS: Readonly<Record<Purpose, readonly string[]>> = {
  both: ['types', 'validators', 'client', 'server'],
  client: ['types', 'validators', 'client'],
  server: ['types', 'validators', 'server'],
  tests: [],
};
const BASE_URL = 'http://127.0.0.1:3000';

/** @param names what the scripts are called, by the names in `scriptsFor` */
export function filesFor(
  choices: Choices,
  detected: Detected,
  names: Readonly<Record<string, string>>,
): PlannedFile[] {
  const { subject } = choices;
  const fresh =
    subject.kind === 'document' && subject.isNew
      ? [{ path: subject.path, text: render('init/openapi.yaml', { title: scalar(titleOf(detected)) }) }]
      : [];
  return [
    ...fresh,
    configFile(choices, detected),
    testFile(choices, detected),
    ...workflow(choices, detected, names),
  ];
}

/** Where the first contract test stands. */
export function testPath({ runner, testFolder }: Detected): string {
  return `${testFolder}/contract.test.${runner === 'vitest' ? 'ts' : 'mjs'}`;
}

/** Names of scripts and what they run; of one that is taken the second name is tried. */
export function scriptsFor(
  { purpose }: Choices,
  detected: Detected,
): readonly (readonly [string, string, string])[] {
  const runner = detected.runner === 'vitest' ? 'vitest run' : 'node --test';
  return [
    ...(purpose === 'tests' ? [] : [['generate', 'specpact generate', 'generate:api'] as const]),
    ['lint:api', 'specpact lint', 'lint:openapi'],
    ['contract', 'specpact contract', 'contract:api'],
    ['test:contract', `${runner} ${testPath(detected)}`, 'test:contract:api'],
  ];
}

function titleOf({ manifest }: Detected): string {
  const name = manifest?.value['name'];
  return typeof name === 'string' && name !== '' ? name : 'Notes';
}

function configFile({ subject, purpose, output }: Choices, { frameworks }: Detected): PlannedFile {
  const targets = [...TARGETS[purpose], ...(TARGETS[purpose].includes('server') ? frameworks : [])];
  const isFamilies = subject.kind === 'families';
  const source = isFamilies ? { specs: subject.specs } : { document: subject.path };
  const config = {
    ...(purpose !== 'tests' && { generate: { ...source, output, ...(!isFamilies && { targets }) } }),
    lint: { paths: [isFamilies ? subject.specs : subject.path] },
    contract: {
      ...(isFamilies ? { family: nameOf(subject.manifest), specs: subject.specs } : source),
      baseUrl: BASE_URL,
    },
  };
  const lines = [
    '# yaml-language-server: $schema=./node_modules/specpact/dist/config.schema.json',
    '# What `specpact` is told where flags say nothing; `npx specpact config --print` shows the rest.',
  ];
  return { path: 'specpact.config.yaml', text: `${[...lines, ...yamlOf(config)].join('\n')}\n` };
}

/** Sections of scalars and lists of texts. A JSON text is a YAML text, too. */
function yamlOf(config: Readonly<Record<string, object>>): string[] {
  return Object.entries(config).flatMap(([section, values]) => [
    `${section}:`,
    ...Object.entries(values).map(([name, value]) => {
      const items = Array.isArray(value) ? `[${value.map(scalar).join(', ')}]` : scalar(String(value));
      return `  ${name}: ${items}`;
    }),
  ]);
}

function scalar(value: string): string {
  return /^[\w./-]*[A-Za-z][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

/** In the quotes that most write, where nothing need be escaped. */
function single(text: string): string {
  return /^[\w ./;-]*$/.test(text) ? `'${text}'` : js(text);
}

function testFile({ subject }: Choices, detected: Detected): PlannedFile {
  const isFamily = subject.kind === 'families';
  const path = isFamily ? subject.manifest : subject.path;
  const load = isFamily ? 'loadFamily' : 'loadDocument';
  const models = isFamily ? 'value.models' : '[value.model]';
  const mocked = isFamily ? `{ models: ${models}, family: value.manifest.family }` : `{ models: ${models} }`;
  const isVitest = detected.runner === 'vitest';
  const imports = [
    `import { ${load} } from 'specpact';`,
    ...(isVitest ? [] : ["import { handlerTarget, plan, REPORTERS, run } from 'specpact/contract';"]),
    "import { createMock } from 'specpact/mock';",
    ...(isVitest ? ["import { contractSuite } from 'specpact/vitest';"] : []),
  ];
  const view = {
    title: 'The contract',
    imports: imports.map((line) => ({ line })),
    load,
    path: single(path),
    unreadable: single(`${path} cannot be read; npx specpact lint says why`),
    mocked,
    kind: isFamily ? 'family' : 'document',
    planned: isFamily
      ? 'value.models.map((model) => ({ model })), { family: { family: value.manifest.family } }'
      : '[{ model: value.model }]',
  };
  return { path: testPath(detected), text: render(isVitest ? 'init/suite.ts' : 'init/node.mjs', view) };
}

const SETUP: Readonly<Record<Manager, readonly string[]>> = {
  npm: ['- uses: actions/setup-node@v4', '  with: { node-version: 22, cache: npm }'],
  pnpm: [
    '- uses: pnpm/action-setup@v4',
    '- uses: actions/setup-node@v4',
    '  with: { node-version: 22, cache: pnpm }',
  ],
  yarn: ['- uses: actions/setup-node@v4', '  with: { node-version: 22, cache: yarn }'],
  bun: ['- uses: actions/setup-node@v4', '  with: { node-version: 22 }', '- uses: oven-sh/setup-bun@v2'],
};
const INSTALL: Readonly<Record<Manager, string>> = {
  npm: 'npm ci',
  pnpm: 'pnpm install --frozen-lockfile',
  yarn: 'yarn install --immutable',
  bun: 'bun install --frozen-lockfile',
};

/** How a script of package.json is run. */
export function runOf(manager: Manager, script: string): string {
  return `${manager === 'yarn' ? 'yarn' : `${manager} run`} ${script}`;
}

function workflow(
  { ci }: Choices,
  { manager, manifest }: Detected,
  names: Readonly<Record<string, string>>,
): PlannedFile[] {
  if (ci === 'none') return [];
  const script = (name: string, ...flags: readonly string[]) => {
    const called = names[name];
    if (called === undefined) return [];
    // npm takes flags for its own.
    return [
      [runOf(manager, called), ...(manager === 'npm' && flags.length > 0 ? ['--'] : []), ...flags].join(' '),
    ];
  };
  const commands = [
    INSTALL[manager],
    ...script('lint:api'),
    ...script('generate', '--check'),
    ...script('test:contract'),
  ].map((command) => ({ command }));
  if (ci === 'gitlab') return [{ path: '.gitlab-ci.yml', text: render('init/gitlab.yml', { commands }) }];
  const isPinned = manifest?.value['packageManager'] !== undefined;
  const setup = SETUP[manager].flatMap((line) =>
    line.startsWith('- uses: pnpm/') && !isPinned ? [line, '  with: { version: latest }'] : [line],
  );
  return [
    {
      path: '.github/workflows/api.yml',
      text: render('init/github.yml', { setup: setup.map((line) => ({ line })), commands }),
    },
  ];
}
