// How a target is reached: over TLS with a certificate that is named, and through the proxy of the environment.
import {
  createServer as createHttpServer,
  request as httpRequest,
  type RequestListener,
  type Server,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proxySettings } from '../../contract/index.js';
import { CERTIFICATE, KEY } from './certificate.js';
import { conforming } from './shelf.js';
import { type Workplace, workplace } from './workplace.js';

let place: Workplace;
let secure: string;
let proxy: string;
const open: Server[] = [];
let passed: string[] = [];

beforeAll(async () => {
  place = await workplace(conforming);
  const passOn: RequestListener = (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', place.baseUrl);
    passed.push(url.href);
    // Whatever host was asked for, the shelf answers.
    const { port } = new URL(place.baseUrl);
    const { method, headers } = incoming;
    const onward = httpRequest({ host: '127.0.0.1', port, path: url.pathname + url.search, method, headers });
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  };
  const listen = async (server: Server) => {
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  secure = `https://127.0.0.1:${await listen(createHttpsServer({ cert: CERTIFICATE, key: KEY }, passOn))}`;
  proxy = `http://127.0.0.1:${await listen(createHttpServer(passOn))}`;
});
afterAll(() => {
  place.close();
  for (const server of open) {
    server.closeAllConnections();
    server.close();
  }
});

describe('TLS', () => {
  it('trusts nobody but whom Node.js trusts', async () => {
    const { code, err } = await place.contract(['--base-url', secure]);
    expect(code).toBe(2);
    expect(err).toMatch(
      /cannot be reached: the TLS connection was not trusted or not made \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
    );
  });

  it('trusts a certificate that is named, or any', async () => {
    place.write('ca.pem', CERTIFICATE);
    expect((await place.contract(['--base-url', secure, '--cacert', 'ca.pem'])).out).toContain(': 14 held\n');
    expect((await place.contract(['--base-url', secure, '--insecure'])).out).toContain(': 14 held\n');
  });

  it.each([
    ['nowhere.pem', '--cacert nowhere.pem cannot be read: there is no such file.'],
    ['specs/books/family.yaml', 'holds no certificate in PEM (-----BEGIN CERTIFICATE-----).'],
  ])('refuses --cacert %s', async (file, message) => {
    const { code, err } = await place.contract(['--base-url', secure, '--cacert', file]);
    expect([code, err.includes(message)]).toEqual([2, true]);
  });
});

describe('a proxy', () => {
  const through = (env: Record<string, string>) =>
    place.contract(['--base-url', 'http://shelf.invalid:81', '--case', 'shelf/2.0/createBook'], { env });

  it('is asked for what is not on this machine', async () => {
    passed = [];
    const { out } = await through({ HTTP_PROXY: proxy });
    expect(out).toContain(': 3 held\n');
    expect(passed.slice(0, 3)).toEqual(Array(3).fill('http://shelf.invalid:81/api/v1/north-wall-3/books'));
  });

  it('opens a tunnel to what is asked for over TLS, and sees nothing of it', async () => {
    const tunnels: string[] = [];
    const tunnel = createHttpServer((_, outgoing) => outgoing.writeHead(500).end());
    tunnel.on('connect', ({ url = '' }, client, head: Buffer) => {
      tunnels.push(url);
      const onward = connect(Number(new URL(secure).port), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.write(head);
        onward.pipe(client);
        client.pipe(onward);
      });
      for (const socket of [onward, client]) socket.on('error', () => {});
    });
    open.push(tunnel);
    await new Promise<void>((resolve) => tunnel.listen(0, '127.0.0.1', resolve));
    const env = { HTTPS_PROXY: `http://127.0.0.1:${(tunnel.address() as AddressInfo).port}` };
    const argv = ['--base-url', 'https://shelf.invalid', '--case', 'shelf/2.0/createBook'];
    passed = [];
    expect((await place.contract([...argv, '--insecure'], { env })).out).toContain(': 3 held\n');
    expect(new Set(tunnels)).toEqual(new Set(['shelf.invalid:443']));
    expect(passed).toHaveLength(4);
    // Whoever is at its end must be who was asked for.
    place.write('ca.pem', CERTIFICATE);
    const other = await place.contract([...argv, '--cacert', 'ca.pem'], { env });
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('cannot be reached')]);
  });

  it('is not asked for hosts that are named, nor for this machine', async () => {
    passed = [];
    expect((await through({ http_proxy: proxy, NO_PROXY: '.invalid' })).err).toContain('cannot be reached');
    expect((await place.contract([], { env: { HTTP_PROXY: proxy } })).code).toBe(0);
    expect(passed).toEqual([]);
  });

  it('that is no URL is refused before anything is sent', async () => {
    const { code, out, err } = await through({ HTTP_PROXY: 'not a url' });
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      'specpact contract: HTTP_PROXY or HTTPS_PROXY is no URL of a proxy, such as http://proxy.example.com:3128.\n',
    );
  });

  it('is told by the variables that curl knows', () => {
    expect(proxySettings({})).toBeUndefined();
    expect(proxySettings({ HTTP_PROXY: '', NO_PROXY: 'a' })).toBeUndefined();
    expect(proxySettings({ HTTP_PROXY: 'a', http_proxy: 'b', HTTPS_PROXY: 'c', no_proxy: 'd' })).toEqual({
      http: 'b',
      https: 'c',
      except: 'd',
    });
  });
});
