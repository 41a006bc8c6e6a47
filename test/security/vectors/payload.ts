// Hides payloads that are too large to be written down: each made from its name and one number.

interface Made {
  readonly generate: string;
  readonly count?: number;
  readonly depth?: number;
  readonly bytes?: number;
  readonly levels?: number;
}

/** A payload as it goes into a document: itself, or what its description makes. */
export function made(payload: unknown, base: '3.0' | '3.1'): unknown {
  // Nobody listens there, and nobody should be asked.
  if (typeof payload === 'string') return payload.replace('$' + '{PORT}', '9');
  if (typeof payload !== 'object' || payload === null || !('generate' in payload)) return payload;
  const { generate, count = 0, depth = 0, bytes = 0, levels = 0 } = payload as Made;
  const head = `openapi: ${base === '3.1' ? '3.1.1' : '3.0.4'}\ninfo: { title: t, version: "1" }\npaths: {}\n`;
  const maker: Record<string, () => unknown> = {
    enum: () => Array.from({ length: count }, (_, at) => `value-${at}`),
    properties: () =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, { type: 'string' }])),
    'nested-object': () => nested(depth),
    branches: () => Array.from({ length: count }, () => ({ $ref: '#/components/schemas/Cat' })),
    text: () => 'x'.repeat(bytes),
    diamond: () => diamond(depth),
    'yaml-laughs': () =>
      `${head}x-laughs:\n  a0: &a0 [lol]\n${lines(levels, (at) => `  a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(', ')}]`)}`,
    'yaml-alias': () => `${head}x-one: &one { a: 1 }\nx-all:\n${lines(count, () => '  - *one')}`,
    'yaml-merge-chain': () =>
      `${head}x-m0: &m0 { k0: 0 }\n${lines(count, (at) => `x-m${at + 1}: &m${at + 1} { <<: *m${at}, k${at + 1}: 1 }`)}`,
    'yaml-nest': () => `${head}x-deep: ${'['.repeat(depth)}${']'.repeat(depth)}\n`,
    big: () => `${head}x-big: "${'x'.repeat(bytes)}"\n`,
  };
  const make = maker[generate];
  if (!make) throw new Error(`nothing makes ${generate}`);
  return make();
}

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');
}

function nested(depth: number): object {
  let schema: object = { type: 'string' };
  for (let level = 0; level < depth; level++) schema = { type: 'object', properties: { a: schema } };
  return schema;
}

/** Each definition refers twice to the next: written out, 2 to the power of the depth. */
function diamond(depth: number): object {
  const to = (level: number) => ({ $ref: `#/components/schemas/Error/$defs/d${level}` });
  const $defs = Object.fromEntries(
    Array.from({ length: depth }, (_, level) => [
      `d${level}`,
      level + 1 < depth
        ? { type: 'object', properties: { a: to(level + 1), b: to(level + 1) } }
        : { type: 'string' },
    ]),
  );
  return { ...to(0), $defs };
}
