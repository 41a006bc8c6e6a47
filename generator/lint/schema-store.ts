// Hides how schemas that lie scattered over many files become validators: each schema object is compiled once per run, on demand.
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { formats } from '../../runtime/formats.js';
import { patternOf } from './patterns.js';
import { type SchemaView, viewOf } from './schema-view.js';
import { follow, isObject, own, type Resolving, type Spot } from './tree.js';
import { type Violation, violationsOf } from './violations.js';

/** What a schema says of a value. `unusable`: the schema itself cannot be compiled, and why. */
export type Verdict = { readonly violations: readonly Violation[] } | { readonly unusable: string };

/** Validators of one run. References of any shape (circles, diamonds, other files) end in one ajv schema a target. */
export class SchemaStore {
  readonly #ajv = new Ajv2020({
    allErrors: true,
    formats: { ...formats },
    verbose: true, // errors carry schema and data, from which the violations are told apart
    strict: false,
    validateSchema: false, // the struct rule does that, with places
    addUsedSchema: false,
    inlineRefs: false,
    logger: false,
    ownProperties: true,
    code: { regExp: Object.assign(patternOf, { code: '' }) },
  });
  readonly #uris = new Map<string, Map<object, string>>();

  constructor() {
    this.#ajv.addSchema({}, uriOfBoolean(true));
    this.#ajv.addSchema({ not: {} }, uriOfBoolean(false));
  }

  /** Judges a value by the schema at a spot. `ctx` is that of a rule which runs in the document that the spot belongs to. */
  judge(value: unknown, schema: Spot, view: SchemaView, ctx: Resolving): Verdict {
    try {
      const validate = this.#validator(schema, view, ctx);
      return validate(value)
        ? { violations: [] }
        : { violations: violationsOf(validate.errors ?? [], this.#errors, value) };
    } catch (cause) {
      // A pattern that is no regular expression is reported where it stands, by schema-usable.
      return cause instanceof SyntaxError ? { violations: [] } : { unusable: reasonOf(cause) };
    }
  }

  #validator(schema: Spot, view: SchemaView, ctx: Resolving): ValidateFunction {
    const uri = this.#register(schema, view, ctx);
    const validate = this.#ajv.getSchema(uri);
    if (!validate) throw new Error(`${uri} was not added`);
    return validate;
  }

  /** Gives the schema a URI and adds it, and all that it refers to, to ajv. Nothing is compiled yet. */
  #register(root: Spot, view: SchemaView, ctx: Resolving): string {
    const known = this.#known(view);
    const waiting: { spot: Spot; uri: string }[] = [];
    const uriOf = (spot: Spot): string => {
      const target = targetOf(spot, ctx);
      if (!isObject(target.node)) return uriOfBoolean(target.node !== false);
      let uri = known.get(target.node);
      if (uri === undefined) {
        uri = `schema:${view.direction}/${view.openapi30 ? '3.0/' : ''}${known.size}`;
        known.set(target.node, uri);
        waiting.push({ spot: target, uri });
      }
      return uri;
    };
    const rootUri = uriOf(root);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { location } = next.spot;
      const seen = viewOf(next.spot.node, view, {
        refer: (ref) => uriOf({ node: { $ref: ref }, location }),
        follow: (schema) => follow(ctx, { node: schema, location }).node,
      });
      this.#ajv.addSchema(seen, next.uri);
    }
    return rootUri;
  }

  #known(view: SchemaView): Map<object, string> {
    const key = `${view.direction} ${view.openapi30}`;
    const known = this.#uris.get(key) ?? new Map<object, string>();
    this.#uris.set(key, known);
    return known;
  }

  /** The errors that one branch of an `anyOf` or `oneOf` has with a value. */
  readonly #errors = (branch: object | boolean, value: unknown): readonly ErrorObject[] => {
    const validate = this.#ajv.compile(branch);
    return validate(value) ? [] : [...(validate.errors ?? [])];
  };
}

/**
 * What a schema that only refers stands for. Where the reference leads to an object that has keywords beside a `$ref` of its
 * own, that object is the target: Redocly's resolution would go on to the end of the chain and lose them.
 */
function targetOf(schema: Spot, ctx: Resolving): Spot {
  const { node, location } = schema;
  if (!isObject(node) || typeof own(node, '$ref') !== 'string' || Object.keys(node).length > 1) return schema;
  const found = ctx.resolve(node, location.source.absoluteRef);
  const [hop] = found.chain ?? [];
  if (hop) return { node: hop.node, location: hop.location };
  return found.location ? { node: found.node, location: found.location } : { node: true, location };
}

function uriOfBoolean(schema: boolean): string {
  return `schema:${schema}`;
}

function reasonOf(cause: unknown): string {
  if (cause instanceof RangeError) return 'it is nested too deeply';
  const message = cause instanceof Error ? cause.message : String(cause);
  return (message.split('\n')[0] ?? message).replaceAll(/schema:[\w./]+/g, 'the schema');
}
