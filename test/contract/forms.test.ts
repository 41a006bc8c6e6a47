// Bodies of forms and of parts, with fields that nest: every place is tried, as text or as JSON, and what breaks is made small.
import { describe, expect, it } from 'vitest';
import type { Handler } from '../../contract/index.js';
import { documentOf, judge } from './asked.js';

const ADDRESS = {
  type: 'object',
  required: ['city', 'zip'],
  properties: {
    city: { type: 'string', minLength: 1, maxLength: 10 },
    zip: { type: 'integer', minimum: 10, maximum: 99 },
  },
};
const SCHEMA = {
  type: 'object',
  required: ['name', 'address'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 20 },
    count: { type: 'integer', minimum: 0, maximum: 1000 },
    address: ADDRESS,
  },
};
const example = { name: 'Ann', count: 3, address: { city: 'Bonn', zip: 53 } };

const modelFor = (mediaType: string, encoding: object) =>
  documentOf({
    '/people': {
      post: {
        operationId: 'add',
        requestBody: { required: true, content: { [mediaType]: { schema: SCHEMA, encoding, example } } },
        responses: { 204: { description: '.' }, 400: { description: '.' }, 415: { description: '.' } },
      },
    },
  });
const KINDS = [
  [
    'deep',
    modelFor('application/x-www-form-urlencoded', { address: { style: 'deepObject', explode: true } }),
  ],
  ['json', modelFor('application/x-www-form-urlencoded', { address: { contentType: 'application/json' } })],
  ['json', modelFor('multipart/form-data', {})],
  ['deep', modelFor('multipart/form-data', { address: { style: 'deepObject', explode: true } })],
] as const;

interface Bounds {
  readonly city: number;
  readonly zip: RegExp;
  readonly count: number;
  /** Above which it fails. */
  readonly fails: number;
  readonly needsCity: boolean;
}
const CONFORMING: Bounds = { city: 10, zip: /^[1-9]\d$/, count: 1000, fails: 1e9, needsCity: true };

/** Reads forms with the platform's own reader. */
const server =
  (kind: string, { city, zip, count, fails, needsCity }: Bounds): Handler =>
  async (request) => {
    const status = (code: number) => new Response(null, { status: code });
    if (request.method !== 'POST') return status(404);
    const type = request.headers.get('content-type') ?? '';
    if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type)) return status(415);
    const form = await request.formData().catch(() => undefined);
    if (!form) return status(400);
    const text = (name: string) => form.get(name) as string | null;
    const parsed = () => {
      try {
        return (JSON.parse(text('address') ?? '') ?? {}) as Record<string, unknown>;
      } catch {
        return {};
      }
    };
    const isNumber = (value: unknown) =>
      kind === 'deep' ? typeof value === 'string' : typeof value === 'number';
    const address: Record<string, unknown> =
      kind === 'deep' ? { city: text('address[city]'), zip: text('address[zip]') } : parsed();
    const size = (value: unknown) => (typeof value === 'string' ? [...value].length : 0);
    const many = text('count');
    const isRight =
      size(text('name')) >= 1 &&
      size(text('name')) <= 20 &&
      (many === null || (/^\d+$/.test(many) && Number(many) <= count)) &&
      (needsCity || (address['city'] ?? undefined) !== undefined
        ? size(address['city']) >= 1 && size(address['city']) <= city
        : true) &&
      isNumber(address['zip']) &&
      zip.test(String(address['zip']));
    return status(!isRight ? 400 : many !== null && Number(many) > fails ? 500 : 204);
  };

const PHASES = ['examples', 'coverage', 'negative', 'fuzz'] as const;
const broken = async (index: number, bounds: Partial<Bounds>) => {
  const [kind, model] = KINDS[index] ?? KINDS[0];
  const { verdicts, asked } = await judge(model, server(kind, { ...CONFORMING, ...bounds }), {
    phases: PHASES,
  });
  const names = Object.entries(verdicts).filter(([, said]) => said !== 'held');
  return { names: names.map(([name]) => name.replace('add/', '')), verdicts, asked };
};

describe.each(
  KINDS.map(([kind, model], index) => [index, kind, Object.keys(model.operations[0]?.body ?? {})] as const),
)('form %i (%s)', (index) => {
  it('is tried everywhere, and a server that keeps to it is not blamed', async () => {
    const { names, verdicts } = await broken(index, {});
    expect(names).toEqual([]);
    expect(Object.keys(verdicts)).toEqual(
      expect.arrayContaining([
        'add/coverage/body.address.city=maxLength',
        'add/coverage/body.address.zip=minimum',
        'add/negative/body.address.city=missing',
        'add/negative/body.address.zip=maximum',
        'add/negative/body.address=missing',
        'add/fuzz/25',
      ]),
    );
  });

  it.each([
    ['is longer', { city: 100 }, 'negative/body.address.city=maxLength'],
    ['is shorter', { city: 9 }, 'coverage/body.address.city=maxLength'],
    ['may be left out', { needsCity: false }, 'negative/body.address.city=missing'],
    ['is any number', { zip: /^\d+$/ }, 'negative/body.address.zip=maximum'],
    ['begins later', { zip: /^[2-9]\d$/ }, 'coverage/body.address.zip=minimum'],
  ] as const)('what nests and %s is found', async (_, bounds, name) => {
    expect((await broken(index, bounds)).names).toContain(name);
  });
});

it('makes drawn forms small', async () => {
  for (const index of [0, 2]) {
    const { verdicts, asked } = await broken(index, { fails: 700 });
    const found = Object.entries(verdicts).filter(
      ([name, said]) => name.includes('/fuzz/') && said !== 'held',
    );
    expect(found.length).toBeGreaterThan(0);
    expect(asked.some((each) => /count(=|"\r\n\r\n)70[1-9]/.test(each))).toBe(true);
  }
});
