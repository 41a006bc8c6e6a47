// Hides ajv: schemas in, the source of their validators out. What it writes needs only our own runtime, and never `eval`.
import { createRequire } from 'node:module';
import { _, type KeywordCxt, Name } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { default as StandaloneCode } from 'ajv/dist/standalone/index.js';
import { formats } from '../../runtime/formats.js';
import { pattern } from '../../runtime/validate.js';
import { canonicalRef, schemaAt } from '../model/references.js';
import type { ApiModel, JsonSchema } from '../model/types.js';
import { assertionsOf } from './assertions.js';
import { visible } from './tokens.js';

// CommonJS modules whose default export bundlers and test runners unwrap differently: `require` gives the same everywhere.
const require = createRequire(import.meta.url);
const standaloneCode = (require('ajv/dist/standalone') as { default: typeof StandaloneCode.default }).default;

/**
 * What ajv writes as `require(…)` of its own files becomes a name that the emitted file imports from the runtime. Asked for before
 * every compilation: all copies of ajv in a process share one `equal`, and the copy that is loaded last gives it its own code.
 */
function importInstead(): void {
  for (const name of ['equal', 'ucs2length'])
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
  importInstead();
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
    // `1e999` is JSON, and Infinity.
    strictNumbers: true,
    // Documents come from outside: what they call a schema may break the meta-schema and still be meant.
    validateSchema: false,
  });
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword(UNIQUE_ITEMS);
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
  return finished(standaloneCode(ajv, Object.fromEntries([...parts.keys()].map((name) => [name, name]))));
}

/** ajv compares every item with every other. */
const UNIQUE_ITEMS = {
  keyword: 'uniqueItems',
  type: 'array' as const,
  schemaType: 'boolean' as const,
  error: { message: 'must NOT have duplicate items' },
  code: (context: KeywordCxt) => {
    if (context.schema === true) context.fail(_`!${new Name('unique')}(${context.data})`);
  },
};

/**
 * What ajv leaves open. Each of these is a piece of code over a line end, which no string in it can hold, or a key, whose quotes
 * any string would escape.
 * - One error more for every member of a hostile value, and all of them copied for every item: all are counted, some are kept.
 * - `{}[key]` is true of `toString`: what was evaluated is kept without a prototype, and asked for as an own property.
 * - `"__proto__":` would set the prototype of an example value.
 */
function finished(code: string): string {
  return visible(
    code
      .replace(
        /if\(vErrors === null\)\{\nvErrors = \[(err\d+)\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\n/g,
        'vErrors = added(vErrors, [$1]);\n',
      )
      .replace(
        /vErrors = vErrors === null \? ([\w.]+) : vErrors\.concat\(\1\);\nerrors = vErrors\.length;\n/g,
        'vErrors = added(vErrors, $1);\nerrors += $1.length;\n',
      )
      .replace(/\nvErrors\.length = (_errs\d+);\n/g, '\nvErrors.length = Math.min(vErrors.length, $1);\n')
      .replace(/\nvar (props\d+) = \{\};\n/g, '\nvar $1 = Object.create(null);\n')
      .replace(/\n(props\d+) = \1 \|\| \{\};\n/g, '\n$1 = $1 || Object.create(null);\n')
      .replace(/if\(!(props\d+) \|\| !\1\[(key\d+)\]\)\{\n/g, 'if(!$1 || !Object.hasOwn($1, $2)){\n')
      .replace(/(?<=[{,])"__proto__":/g, '["__proto__"]:'),
  );
}
