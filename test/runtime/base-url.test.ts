// Where a client's API lives: absolute, or below the page; anything else is refused by name before the first call.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { baseOf } from '../../runtime/base-url.js';
import { connectionOf, send } from '../../runtime/client.js';
import type { WireOperation } from '../../runtime/wire.js';

const OPERATION: WireOperation = {
  id: 'getThing',
  name: 'getThing',
  method: 'GET',
  path: '/things',
  parameters: [],
  security: [],
  answers: { 204: {} },
};
const VERSION = { id: '1', in: 'none', value: '1' } as const;

/** Where a call goes. */
async function called(baseUrl: string | URL): Promise<string> {
  const urls: string[] = [];
  const fetch = async ({ url }: Request) => {
    urls.push(url);
    return new Response(null, { status: 204 });
  };
  await send(connectionOf({ baseUrl, fetch }, {}, VERSION), OPERATION, {});
  return urls.join();
}

afterEach(() => vi.unstubAllGlobals());

describe('a base URL', () => {
  it.each([
    ['https://a.test', 'https://a.test/things'],
    ['http://a.test:8080/v1/', 'http://a.test:8080/v1/things'],
    [new URL('https://a.test/v1?x=1'), 'https://a.test/v1/things'],
  ])('of its own: %s', async (baseUrl, url) => {
    expect(await called(baseUrl)).toBe(url);
  });

  it.each([
    ['/api', 'https://page.test/api/things'],
    ['', 'https://page.test/shop/things'],
    ['//other.test/api', 'https://other.test/api/things'],
    ['http://a.test', 'http://a.test/things'],
  ])('in a page: %j', async (baseUrl, url) => {
    vi.stubGlobal('location', { href: 'https://page.test/shop/?a#b' });
    expect(await called(baseUrl)).toBe(url);
  });

  it.each([
    ['/api', '"/api"'],
    ['', '""'],
    ['127.0.0.1:80/api', '"127.0.0.1:80/api"'],
    ['localhost:8080', '"localhost:8080"'],
    ['file:///api', '"file:///api"'],
    ['http://user:secret@:1', '"http://…@:1"'],
    [undefined, 'undefined'],
    [80, 'number'],
  ])('that is none is named when the client is made: %j', (baseUrl, shown) => {
    const make = () => connectionOf({ baseUrl } as never, {}, VERSION);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(`baseUrl is ${shown}: give a URL such as https://`);
  });

  it('is missed where there are no options at all', () => {
    expect(() => connectionOf(undefined as never, {}, VERSION)).toThrow(/^baseUrl is undefined: /);
  });

  it('cannot lie below a page that lies nowhere', () => {
    vi.stubGlobal('location', { href: 'about:blank' });
    expect(() => baseOf('/api')).toThrow(/^baseUrl is "\/api": /);
  });
});
