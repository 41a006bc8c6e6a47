// Confinement: a reference reads files below the spec root and hosts that were named, and nothing else in the world.
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { scratch } from '../generate/scratch.js';
import { HEAD, type Loaded, load, loadFrom } from './loaded.js';

afterEach(() => void vi.restoreAllMocks());

const withRef = (ref: string) => `${HEAD}components:\n  schemas:\n    A: { $ref: ${JSON.stringify(ref)} }\n`;
const SECRET = 'X: { type: string, title: secret }\n';

/** A root inside a folder of secrets, with links of every kind. */
function confined(): { outer: string; root: string } {
  const outer = scratch({
    'secret.yaml': SECRET,
    'root/in.yaml': 'X: { type: string }\n',
    'root/sub/b.yaml': 'X: {}\n',
  });
  const root = join(outer, 'root');
  symlinkSync(join(outer, 'secret.yaml'), join(root, 'link.yaml'));
  symlinkSync('../secret.yaml', join(root, 'relative-link.yaml'));
  symlinkSync(outer, join(root, 'up'));
  symlinkSync('in.yaml', join(root, 'same.yaml'));
  symlinkSync('loop.yaml', join(root, 'loop.yaml'));
  writeFileSync(join(outer, 'root-of-another'), SECRET);
  return { outer, root };
}

async function follow(
  root: string,
  ref: string,
  options: Parameters<typeof loadFrom>[2] = {},
): Promise<Loaded> {
  writeFileSync(join(root, 'openapi.yaml'), withRef(ref));
  return loadFrom(root, 'openapi.yaml', options);
}

describe('a reference out of the root', () => {
  it.each([
    'link.yaml#/X',
    'relative-link.yaml#/X',
    'up/secret.yaml#/X',
    'up',
    '../secret.yaml#/X',
    'sub/../../secret.yaml#/X',
    '%2e%2e/secret.yaml#/X',
    '..%2Fsecret.yaml#/X',
    '../root-of-another#/X',
    '../nowhere.yaml',
    'OUTER/secret.yaml#/X',
    'file://OUTER/secret.yaml#/X',
    'FILE:///etc/passwd',
    'file://host/share/x.yaml',
    '/etc/passwd',
    '//host/x.yaml',
    '\\\\host\\share\\x.yaml',
    'c:\\x.yaml',
    'http://[x/y.yaml',
    'data:application/json,{}',
    'ftp://host/x.yaml',
    'node:fs',
    'http://127.0.0.1:9/x.yaml',
    'https://host.example/x.yaml',
    'HTTPS://HOST.EXAMPLE/x.yaml',
  ])('%s is refused', async (written) => {
    const { outer, root } = confined();
    const ref = written.replace('OUTER', outer);
    const fetched = vi.spyOn(globalThis, 'fetch');
    const { spec, said } = await follow(root, ref);
    expect(spec).toBeUndefined();
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^ref-external-refused openapi\.yaml:5:10 The \$ref ".*" is refused: /);
    expect(said[0]).not.toContain('secret,');
    expect(fetched).not.toHaveBeenCalled();
  });

  it.runIf(process.platform === 'linux')('is no pipe, which may have no end', async () => {
    const { root } = confined();
    execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
    expect((await follow(root, 'pipe.yaml')).said).toEqual([
      'ref-unresolved openapi.yaml:5:10 The $ref "pipe.yaml" leads nowhere: it is no regular file.',
    ]);
  });

  it('tells nothing of files out there: those that exist are refused in the same words as those that do not', async () => {
    const { root } = confined();
    const words = async (ref: string) => (await follow(root, ref)).said[0]?.replace(ref, 'REF');
    expect(await words('../secret.yaml')).toBe(await words('../nowhere.yaml'));
  });

  it('is refused also in examples and mappings, and in files inside', async () => {
    const { root } = confined();
    writeFileSync(join(root, 'sub/b.yaml'), 'X: { items: { $ref: "../../secret.yaml#/X" } }\n');
    expect((await follow(root, 'sub/b.yaml#/X')).said).toEqual([
      'ref-external-refused sub/b.yaml:1:15 The $ref "../../secret.yaml#/X" is refused: it is outside the spec root.',
    ]);
    const text = `${HEAD}components:
  examples: { E: { externalValue: ../secret.yaml } }
  schemas: { S: { discriminator: { propertyName: p, mapping: { a: "../secret.yaml#/X" } } } }
`;
    writeFileSync(join(root, 'openapi.yaml'), text);
    const { diagnostics } = await loadFrom(root, 'openapi.yaml');
    expect(diagnostics.map(({ id }) => id)).toEqual(['ref-external-refused', 'ref-external-refused']);
  });

  it('is a document that is itself a link out of its root', async () => {
    const { root } = confined();
    expect((await loadFrom(root, 'link.yaml')).said[0]).toMatch(
      /^file-unreadable link\.yaml:1:1 .*outside the spec root/,
    );
  });
});

describe('a reference within the root', () => {
  it.each([
    'in.yaml#/X',
    './in.yaml#/X',
    'sub/../in.yaml#/X',
    'same.yaml#/X',
    'ROOT/in.yaml#/X',
    'file://ROOT/in.yaml#/X',
    'i%6E.yaml#/X',
  ])('%s is followed', async (ref) => {
    const { root } = confined();
    const { said, at, place } = await follow(root, ref.replace('ROOT', root));
    expect(said).toEqual([]);
    expect(at('/components/schemas/X')).toEqual({ type: 'string' });
    expect(place('/components/schemas/X')).toBe(`${ref === 'same.yaml#/X' ? 'same' : 'in'}.yaml:1:1`);
  });

  it('may lead up where the root is wider than the folder of the document', async () => {
    const { outer, root } = confined();
    expect((await follow(root, '../secret.yaml#/X', { root: outer })).said).toEqual([]);
  });

  it('may reach the root by another name of it', async () => {
    const { outer, root } = confined();
    symlinkSync(root, join(outer, 'alias'));
    writeFileSync(join(root, 'openapi.yaml'), withRef('in.yaml#/X'));
    expect((await loadFrom(join(outer, 'alias'), 'openapi.yaml')).said).toEqual([]);
  });

  it.each([
    ['loop.yaml', 'its symbolic links go in a circle'],
    ['in\0.yaml', 'leads nowhere'],
    ['sub', 'it is a folder, not a file'],
    [`${'x'.repeat(300)}.yaml`, 'its name is too long'],
    ['in.yaml/x', 'a part of its path is not a folder'],
  ])('%j is merely missing', async (ref, why) => {
    const { root } = confined();
    const { said } = await follow(root, ref);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('ref-unresolved openapi.yaml:5:10');
    expect(said[0]).toContain(why);
  });
});

describe('a host', () => {
  /** A server on the loopback for one test: its origin, and the requests it saw. */
  async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const seen: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      seen.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { host, seen, origin: `http://${host}` };
  }
  const yaml = (text: string) => (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'application/yaml' }).end(text);

  it('is asked once it is allowed, and places in its documents are URLs', async () => {
    const { host, seen, origin } = await serve((request, response) =>
      request.url === '/a.yaml'
        ? yaml('\ufeffX:\r\n  items: { $ref: "b.yaml#/Y" }\r\n')(request, response)
        : yaml('Y: { type: integer }\n')(request, response),
    );
    const files = { 'openapi.yaml': withRef(`${origin}/a.yaml#/X`) };
    expect((await load(files)).said[0]).toContain(
      `the network is closed; --allow-host ${host} would open it`,
    );
    expect(seen).toHaveLength(0);

    const { said, at, place, spec } = await load(files, { allowHosts: [host.toUpperCase()] });
    expect(said).toEqual([]);
    expect(at('/components/schemas/X/items')).toEqual({ $ref: '#/components/schemas/Y' });
    expect(place('/components/schemas/X/items')).toBe(`${origin}/a.yaml:2:3`);
    expect(spec?.files).toContain(`${origin}/b.yaml`);
    expect(seen.map(({ url }) => url)).toEqual(['/a.yaml', '/b.yaml']);
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
    expect(seen[0]?.headers).not.toHaveProperty('cookie');
  });

  it.each([301, 302, 303, 307, 308])('that redirects (%i) is not followed', async (status) => {
    const { host, seen, origin } = await serve((request, response) =>
      request.url === '/a.yaml'
        ? response.writeHead(status, { location: '/b.yaml' }).end('moved')
        : yaml('X: {}\n')(request, response),
    );
    const { said } = await load({ 'openapi.yaml': withRef(`${origin}/a.yaml#/X`) }, { allowHosts: [host] });
    expect(said).toEqual([expect.stringContaining('is refused: redirects are not followed')]);
    expect(said[0]).toMatch(/^ref-external-refused openapi\.yaml:5:10 /);
    expect(seen).toHaveLength(1);
  });

  it('gets no credentials', async () => {
    const { host, seen } = await serve(yaml('X: {}\n'));
    const { said } = await load(
      { 'openapi.yaml': withRef(`http://user:word@${host}/a.yaml#/X`) },
      { allowHosts: [host] },
    );
    expect(said).toEqual([expect.stringContaining('is refused: credentials in a URL are not sent')]);
    expect(seen).toHaveLength(0);
  });

  it('may not send more than a document can be', async () => {
    const megabyte = Buffer.alloc(1 << 20, '# padding ');
    const { host, origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/yaml' });
      let sent = 0;
      const more = () => {
        while (sent++ < 100 && !response.destroyed)
          if (!response.write(megabyte)) return response.once('drain', more);
        return response.end();
      };
      more();
    });
    const { said } = await load({ 'openapi.yaml': withRef(`${origin}/a.yaml#/X`) }, { allowHosts: [host] });
    expect(said).toEqual([
      'size-limit openapi.yaml:5:10 This is not read: the files are larger than 58720256 bytes.',
    ]);
  });

  it.each([404, 500])('that answers %i has no such document', async (status) => {
    const { host, origin } = await serve((_, response) => response.writeHead(status).end('X: {}'));
    const { said } = await load({ 'openapi.yaml': withRef(`${origin}/a.yaml#/X`) }, { allowHosts: [host] });
    expect(said).toEqual([expect.stringContaining(`leads nowhere: the host answered ${status}.`)]);
  });

  it('that is not there is a diagnostic too', async () => {
    const { said } = await load(
      { 'openapi.yaml': withRef('http://127.0.0.1:1/a.yaml') },
      { allowHosts: ['127.0.0.1:1'] },
    );
    expect(said).toEqual([expect.stringMatching(/^ref-unresolved openapi\.yaml:5:10 /)]);
  });

  it('allowed by name is not allowed at another port, nor others beside it', async () => {
    const { host, origin, seen } = await serve(yaml('X: { $ref: "http://127.0.0.1:9/b.yaml#/Y" }\n'));
    const files = { 'openapi.yaml': withRef(`${origin}/a.yaml#/X`) };
    expect((await load(files, { allowHosts: ['127.0.0.1'] })).said[0]).toContain('the network is closed');
    expect(seen).toHaveLength(0);
    const { said } = await load(files, { allowHosts: [host] });
    expect(said).toEqual([
      expect.stringMatching(/^ref-external-refused http:.*a\.yaml:1:6 The \$ref "http:\/\/127\.0\.0\.1:9/),
    ]);
  });

  it.each([
    ['host.example', 'https://host.example/a.yaml', true],
    ['host.example', 'http://host.example/a.yaml', true],
    ['Host.Example:443', 'https://host.example/a.yaml', true],
    ['host.example:443', 'http://host.example/a.yaml', false],
    ['host.example:80', 'http://host.example:80/a.yaml', true],
    ['host.example:8443', 'https://host.example/a.yaml', false],
    ['host.example', 'https://host.example:8443/a.yaml', false],
    ['host.example', 'https://a.host.example/a.yaml', false],
    ['host.example', 'https://host.example.evil.test/a.yaml', false],
    ['host.example', 'https://host.example@evil.test/a.yaml', false],
    ['host.example', 'https://evil.test/host.example/a.yaml', false],
    ['host.example', 'https://evil.test\\@host.example/a.yaml', false],
    ['bücher.example', 'https://xn--bcher-kva.example/a.yaml', true],
    ['xn--bcher-kva.example', 'https://b%C3%BCcher.example/a.yaml', true],
    ['[::1]:8080', 'http://[0:0:0:0:0:0:0:1]:8080/a.yaml', true],
    ['127.0.0.1', 'http://2130706433/a.yaml', true],
    ['', 'https://host.example/a.yaml', false],
    ['*', 'https://host.example/a.yaml', false],
  ])('allowed as %j may be asked for %s: %j', async (allowed, ref, isAllowed) => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'));
    onTestFinished(() => fetched.mockRestore());
    await load({ 'openapi.yaml': withRef(ref) }, { allowHosts: [allowed] });
    expect(fetched.mock.calls.length > 0).toBe(isAllowed);
  });

  it('may not reach into the file system', async () => {
    const { outer, root } = confined();
    const { host, origin } = await serve(yaml(`X: { $ref: "file://${outer}/secret.yaml#/X" }\n`));
    const { said } = await follow(root, `${origin}/a.yaml#/X`, { allowHosts: [host] });
    expect(said).toEqual([expect.stringContaining('is refused: it is outside the spec root')]);
  });
});
