// Hides how a test gets a mock: of a document that is written in the test, or of a family of specs/.
import { createMock, type Mock, type MockOptions } from '../../contract/mock/index.js';
import { buildModel } from '../../generator/model/build.js';
import type { ApiModel, OpenApi31 } from '../../generator/model/types.js';
import { loadFamily } from '../../generator/pipeline.js';

export const NOW = '2026-04-15T03:04:05Z';

export type Given = Partial<Omit<MockOptions, 'models' | 'family'>>;

/** @param paths of an OpenAPI 3.1 document, @param components of the same */
export function modelOf(paths: object, components: object = {}): ApiModel {
  const document = {
    ...{ openapi: '3.1.1', info: { title: 'Mocked', version: '1' }, paths, components },
  } as unknown as OpenApi31;
  const locate = () => ({ file: 'a', line: 1, column: 1 });
  const { value, diagnostics } = buildModel({ document, locate } as never, { id: '1' });
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}

export function mockOf(paths: object, components: object = {}, given: Given = {}): Mock {
  return createMock({ models: [modelOf(paths, components)], now: () => new Date(NOW), ...given });
}

export async function familyMock(name: string, given: Given = {}): Promise<Mock> {
  const { value } = await loadFamily(`specs/${name}/family.yaml`, { cwd: process.cwd() });
  if (!value) throw new Error(`There is no ${name}.`);
  return createMock({
    ...{ models: value.models, family: value.manifest.family, now: () => new Date(NOW) },
    ...given,
  });
}

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they look for
  readonly body: any;
}

/** Asks a mock: `GET /notes?limit=2`, with a body that is sent as JSON. */
export async function ask(
  mock: Mock,
  line: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const response = await mock(
    new Request(`http://mock.test${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  const isJson =
    /json/.test(response.headers.get('content-type') ?? '') && /^[[{"\dtfn]/.test(text) && text !== '{';
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  };
}
