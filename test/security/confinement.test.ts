// What the built program touches, whatever a document says: its own files, the spec root, the output folder, and no network.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scratch, snapshot } from '../generate/scratch.js';
import { outside, PROGRAM, type RunOptions, watchedRun } from './confinement/watched-process.js';
import { document32 } from './document-32.js';
import { THOROUGH } from './effort.js';

/** Somebody who must not be asked, on the loopback: host with port, and what was asked all the same. */
async function listener(answer: RequestListener = (_, response) => void response.end('{}')) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  server.on('connection', (socket) => socket.unref());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** Every way out that a reference has been seen to take. */
const WAYS_OUT = (host: string, outer: string): string[] => [
  ...[`http://${host}/a.yaml`, `https://${host}/a.yaml`, `HTTP://${host}/a.yaml`, `//${host}/a.yaml`],
  ...[`http:${host}/a.yaml`, `http:\\\\${host}\\a.yaml`, `ws://${host}/`, `ftp://${host}/a.yaml`],
  ...[`http://allowed.test@${host}/a.yaml`, `http://2130706433:${host.split(':')[1]}/a.yaml`],
  ...['http://localtest.me/a.yaml', 'http://[::1]/a.yaml', 'http://169.254.169.254/latest/meta-data/'],
  ...[`file://${host}/etc/passwd`, 'file:///etc/passwd', 'file:/etc/passwd', 'FILE:///etc/passwd'],
  ...[`file://localhost${outer}/secret.yaml`, `${outer}/secret.yaml`, '/etc/passwd', '/proc/self/environ'],
  ...[
    '../secret.yaml',
    './../secret.yaml',
    'sub/../../secret.yaml',
    '..%2fsecret.yaml',
    '%2e%2e/secret.yaml',
  ],
  ...['%2e%2e%2fsecret.yaml', '..\\secret.yaml', '..%5csecret.yaml', '....//secret.yaml', '~/secret.yaml'],
  ...['link.yaml', 'links/secret.yaml', 'links/../secret.yaml', 'chain.yaml', 'zero.yaml', 'stdin.yaml'],
  ...['/dev/zero', '/dev/stdin', '/dev/fd/0', 'pipe.yaml', 'sub', '.', '', 'huge.yaml', 'nul\0.yaml'],
  ...['\\\\server\\share\\a.yaml', '\\\\?\\C:\\a.yaml', 'C:\\a.yaml', 'c:a.yaml', 'CON', 'NUL', 'COM1.yaml'],
  ...['data:application/json,{}', 'javascript:alert(1)', 'node:fs', 'npm:left-pad', 'blob:http://a/b'],
  ...[
    'gopher://127.0.0.1:70/x',
    'jar:http://a!/b',
    'php://filter/resource=/etc/passwd',
    'a\nb.yaml',
    '*.yaml',
  ],
];

const CONFIGS = [
  ...['specpact.config.mjs', 'specpact.config.js', 'specpact.config.ts', 'redocly.config.js', 'plugin.js'],
  ...['redocly.yaml', '.redocly.yaml', '.specpactrc', 'package.json', 'tsconfig.json', '.env', '.npmrc'],
];

/** A spec root in a stranger's folder, which holds secrets and whatever a tool might run or read unasked. */
function hostile(host: string): { outer: string; root: string } {
  const outer = scratch({ 'secret.yaml': 'X: { type: string, description: sEcReT-0123 }\n' });
  const root = join(outer, 'root');
  mkdirSync(join(root, 'sub'), { recursive: true });
  mkdirSync(join(root, '@theme'));
  for (const folder of [outer, root]) {
    const code = `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(join(outer, 'executed'))}, 'x');\n`;
    for (const name of CONFIGS) {
      const data = name.endsWith('.json') ? '{}' : 'plugins: [./plugin.js]\nextends: [./plugin.js]\n';
      writeFileSync(join(folder, name), /js$|ts$/.test(name) ? code : data);
    }
    if (folder === root) writeFileSync(join(folder, '@theme/plugin.js'), code);
  }
  symlinkSync(join(outer, 'secret.yaml'), join(root, 'link.yaml'));
  symlinkSync(outer, join(root, 'links'));
  symlinkSync('link.yaml', join(root, 'chain.yaml'));
  symlinkSync('/dev/zero', join(root, 'zero.yaml'));
  symlinkSync('/dev/stdin', join(root, 'stdin.yaml'));
  execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
  writeFileSync(join(root, 'huge.yaml'), 'X: {}\n');
  truncateSync(join(root, 'huge.yaml'), 20e9);
  const elsewhere = document32((_, plain) => plain.replace(/^https?:\/\/[^/]*/, `http://${host}`));
  const ways = WAYS_OUT(host, outer);
  const document = {
    ...elsewhere,
    paths: {
      ...elsewhere.paths,
      ...Object.fromEntries(ways.map(($ref, at) => [`/out/${at}`, { $ref }])),
    },
    components: {
      ...elsewhere.components,
      schemas: {
        ...elsewhere.components.schemas,
        Out: {
          properties: Object.fromEntries(ways.map(($ref, at) => [`out${at}`, { $ref: `${$ref}#/X` }])),
        },
        AtHome: { $id: `http://${host}/home/`, properties: { a: { $ref: 'near.yaml' } } },
        Mapped: {
          oneOf: [{ $ref: '#/components/schemas/Plain' }],
          discriminator: {
            propertyName: 'kind',
            mapping: Object.fromEntries(ways.map((way, at) => [`way${at}`, `${way}#/X`])),
          },
        },
      },
      examples: {
        ...elsewhere.components.examples,
        ...Object.fromEntries(ways.map((externalValue, at) => [`out${at}`, { externalValue }])),
      },
    },
  };
  writeFileSync(join(root, 'openapi.json'), JSON.stringify(document));
  writeFileSync(join(root, 'api.json'), JSON.stringify(elsewhere));
  return { outer, root };
}

/** Runs, and holds the run to what it may touch. */
async function confined(
  argv: readonly string[],
  outer: string,
  { hosts, ...options }: Partial<RunOptions> & { readonly hosts?: string } = {},
) {
  const root = join(outer, 'root');
  const before = snapshotOf(outer);
  // A configuration of the folder where somebody works is theirs, and may be code: in a stranger's folder it is left aside.
  const run = await watchedRun([...argv, '--no-config'], { cwd: root, ...options });
  expect(run.code, `it did not end: ${run.err.slice(0, 500)}`).not.toBeNull();
  expect(run.hosts.filter((each) => !isHost(each, hosts))).toEqual([]);
  expect(run.programs).toEqual([]);
  expect(outside(run.reads, [root, PROGRAM])).toEqual([]);
  const written = [join(root, 'out'), join(root, '.out.specpact')];
  expect(
    outside(run.writes, written).filter((path) => !path.startsWith(join(root, '.out.specpact.'))),
  ).toEqual([]);
  const after = snapshotOf(outer);
  const strange = Object.keys(after).filter(
    (path) => after[path] !== before[path] && !path.startsWith('root/out/'),
  );
  expect(strange).toEqual([]);
  expect(run.out + run.err).not.toContain('sEcReT');
  return { ...run, files: after };
}

/** True of the one host that may be asked; spelled as a URL, or as what sockets connect to. */
function isHost(told: string, host: string | undefined): boolean {
  const [name, port] = host?.split(':') ?? [];
  return (
    told.startsWith(`http://${host}/`) ||
    told === name ||
    (!!port && told.includes(name ?? '') && told.includes(port))
  );
}

/** Without what is huge. */
function snapshotOf(outer: string): Record<string, string> {
  const root = join(outer, 'root');
  truncateSync(join(root, 'huge.yaml'), 6);
  const found = snapshot(outer);
  truncateSync(join(root, 'huge.yaml'), 20e9);
  return found;
}

describe.runIf(process.platform === 'linux')('a document that would like to', () => {
  const generate = ['generate', 'openapi.json', '--output', 'out'];
  it.each([
    ...(THOROUGH ? [['generate', generate, 1] as const] : []),
    ['generate what is left', [...generate, '--lenient'], 0] as const,
    ['lint', ['lint', 'openapi.json'], 1] as const,
  ])('leave its folder does not: %s', async (_, argv, code) => {
    const { host, seen } = await listener();
    const { outer } = hostile(host);
    const run = await confined(argv, outer);
    expect(seen).toEqual([]);
    expect(run.code).toBe(code);
    expect(run.err + run.out).toContain('ref-external-refused');
    expect(Object.values(run.files).filter((text) => text.includes('sEcReT'))).toHaveLength(1);
  });

  it.runIf(THOROUGH)(
    'be fetched from where its texts say is not: without references, all is made',
    async () => {
      const { host, seen } = await listener();
      const { outer } = hostile(host);
      const argv = ['generate', 'api.json', '--output', 'out', '--targets', 'client,server,examples'];
      const run = await confined(argv, outer);
      expect([run.code, seen]).toEqual([0, []]);
    },
  );

  it.runIf(THOROUGH)('be watched leads nowhere either: no folder outside is looked at', async () => {
    const { host, seen } = await listener();
    const { outer } = hostile(host);
    const run = await confined(['generate', 'openapi.json', '--output', 'out', '--watch'], outer, {
      until: (printed) => printed.includes('Watching'),
    });
    expect([run.code, seen]).toEqual([0, []]);
  });

  it.runIf(THOROUGH)('be tried asks nobody but who is tried', async () => {
    const { host, seen } = await listener();
    const tried = await listener(
      (_, response) => void response.writeHead(302, { location: `http://${host}/` }).end(),
    );
    const { outer, root } = hostile(host);
    mkdirSync(join(root, 'specs/f'), { recursive: true });
    writeFileSync(
      join(root, 'specs/f/family.yaml'),
      'family: f\nselector: { in: none }\nversions: [{ id: v1, spec: api.json, state: CURRENT }]\n',
    );
    writeFileSync(join(root, 'specs/f/api.json'), readFileSync(join(root, 'api.json')));
    const argv = ['contract', '--family', 'f', '--set', 'id=x', '--base-url', `http://${tried.host}`];
    const run = await confined(argv, outer, { hosts: tried.host });
    expect(seen).toEqual([]);
    expect([run.code, tried.seen.length > 0]).toEqual([1, true]);
  });
});

describe.runIf(process.platform === 'linux')('a host that is allowed', () => {
  it('is asked, and no other: it gets no credentials, and leads nowhere', async () => {
    const other = await listener();
    const { host, seen } = await listener((request, response) => {
      if (request.url === '/moved.yaml') response.writeHead(302, { location: `http://${other.host}/` });
      else if (request.url === '/closed.yaml')
        response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' });
      else
        response.writeHead(200, {
          'content-type': 'application/yaml',
          'set-cookie': 'a=b',
          link: `<http://${other.host}/>; rel=preload`,
        });
      response.end(`X: { $ref: "http://${other.host}/b.yaml#/X" }\n`);
    });
    const outer = scratch({ 'root/x': '', 'home/.netrc': 'machine 127.0.0.1 login a password sEcReT\n' });
    const root = join(outer, 'root');
    const names = ['a', 'b', 'moved', 'closed'];
    const properties = Object.fromEntries(
      names.map((name) => [name, { $ref: `http://${host}/${name}.yaml#/X` }]),
    );
    const document = {
      openapi: '3.1.1',
      info: { title: 't', version: '1' },
      paths: {},
      components: {
        schemas: { S: { properties: { ...properties, c: { $ref: `http://u:sEcReT@${host}/c.yaml` } } } },
      },
    };
    writeFileSync(join(root, 'openapi.json'), JSON.stringify(document));
    const proxy = `http://${other.host}`;
    const run = await watchedRun(['generate', 'openapi.json', '--output', 'out', '--allow-host', host], {
      cwd: root,
      env: {
        ...{
          HOME: join(outer, 'home'),
          HTTP_PROXY: proxy,
          http_proxy: proxy,
          ALL_PROXY: proxy,
          NODE_USE_ENV_PROXY: '',
        },
        ...{ GITHUB_TOKEN: 'sEcReT', NPM_TOKEN: 'sEcReT', AUTHORIZATION: 'sEcReT' },
      },
    });
    expect(run.code).toBe(1);
    expect(other.seen).toEqual([]);
    // So that nobody believes a watcher that sees nothing.
    expect([
      run.hosts.some((each) => isHost(each, host)),
      run.reads.includes(join(root, 'openapi.json')),
    ]).toEqual([true, true]);
    expect(seen.map(({ url }) => url).sort()).toEqual(['/a.yaml', '/b.yaml', '/closed.yaml', '/moved.yaml']);
    for (const { headers } of seen) {
      expect(JSON.stringify(headers)).not.toContain('sEcReT');
      expect(Object.keys(headers)).not.toContain('cookie');
    }
    expect(outside(run.reads, [root, PROGRAM])).toEqual([]);
    expect(run.hosts.filter((each) => !isHost(each, host))).toEqual([]);
  });
});
