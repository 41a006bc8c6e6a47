// Hides ajv: schemas in, the source of their validators out. What it writes needs only our own runtime, and never `eval`.
import { createRequire } from 'node:module';
import { _ } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { default as StandaloneCode } from 'ajv/dist/standalone/index.js';
import { formats } from '../../runtime/formats.js';
import { pattern } from '../../runtime/validate.js';
import { canonicalRef, schemaAt } from '../model/schemas.js';
import type { ApiModel, JsonSchema } from '../model/types.js';
import { assertionsOf } from './assertions.js';

// CommonJS modules whose default export bundlers and test runners unwrap differently: `require` gives the same everywhere.
const require = createRequire(import.meta.url);
const standaloneCode = (require('ajv/dist/standalone') as { default: typeof StandaloneCode.default }).default;

/** What ajv writes as `require(…)` of its own files becomes a name that the emitted file imports from the runtime. */
for (const name of ['equal', 'ucs2length']) {
  (require(`ajv/dist/runtime/${name}`) as { default: { code: string } }).default.code = name;
}

/**
 * ES module source that exports one function for each part, under the part's name.
 * @param components `#/components/schemas/Key` → the part that is this component
 */
export function compileValidators(
  model: ApiModel,
  parts: ReadonlyMap<string, JsonSchema>,
  components: ReadonlyMap<string, string>,
): string {
  const ajv = new Ajv2020({
    allErrors: true,
    code: {
      source: true,
      esm: true,
      lines: true,
      formats: _`formats`,
      regExp: Object.assign((source: string) => pattern(source), { code: 'pattern' }),
    },
    formats: formats as never,
    inlineRefs: false,
    logger: false,
    ownProperties: true,
    strict: false,
    // Documents come from outside: what they call a schema may break the meta-schema and still be meant.
    validateSchema: false,
  });
  // Each schema that is referred to is added by itself: ajv would compile a fragment anew for every schema that refers to it.
  const names = new Map(components);
  const waiting: [name: string, schema: JsonSchema][] = [...parts];
  const rename = (written: string): string => {
    const ref = canonicalRef(written);
    const known = names.get(ref);
    if (known !== undefined) return known;
    const name = `ref_${names.size}`;
    names.set(ref, name);
    waiting.push([name, schemaAt(model.document, ref) ?? true]);
    return name;
  };
  for (let next = waiting.shift(); next; next = waiting.shift())
    ajv.addSchema(assertionsOf(next[1], rename), next[0]);
  return standaloneCode(ajv, Object.fromEntries([...parts.keys()].map((name) => [name, name])));
}
