// Hides objects: members, and what JSON Schema says of those that it does not name.
import type { JsonSchema } from '../model/types.js';
import { composedOf, isTree, list, membersOf, type Site, type Tree, valuesOf } from './schema-site.js';
import type { SchemaTypes } from './schema-type.js';
import { comment, js, key, startingWith } from './tokens.js';
import { ANY_OBJECT, NEVER, NO_MEMBERS, type TypeText, type, UNKNOWN, union } from './type-text.js';

/** The type of a schema's objects; unknown where the schema neither says that it is one nor names a member. */
export function objectType(schema: Tree, site: Site, types: SchemaTypes): TypeText {
  const members = new Members(schema, site, types);
  members.declared();
  members.required();
  members.conditional();
  return members.type();
}

/** An object of one member that is no longer stands in one line. */
const SHORT = 60;

class Members {
  readonly #schema: Tree;
  readonly #site: Site;
  readonly #types: SchemaTypes;
  readonly #indent: string;
  readonly #lines: string[] = [];
  readonly #named = new Set<string>();
  readonly #texts: TypeText[] = [];
  #isAnyOptional = false;

  constructor(schema: Tree, site: Site, types: SchemaTypes) {
    this.#schema = schema;
    this.#site = site;
    this.#types = types;
    this.#indent = `${site.indent}  `;
  }

  declared(): void {
    const { properties } = this.#schema;
    if (!isTree(properties)) return;
    const required = new Set(list(this.#schema['required']));
    for (const [name, member] of Object.entries(properties)) {
      this.#named.add(name);
      if (!this.#types.directions.keepsOut(member as JsonSchema, this.#site.direction))
        this.#add(name, this.#inside(member), required.has(name), member);
    }
  }

  /** Names that only `required` holds are members as well: others say of what type. */
  required(): void {
    for (const name of list(this.#schema['required'])) {
      if (typeof name !== 'string' || this.#named.has(name)) continue;
      this.#named.add(name);
      const members = membersOf(this.#site.whole, name, (ref) => this.#types.names.target(ref), true);
      if (!members.some((each) => this.#types.directions.keepsOut(each, this.#site.direction)))
        this.#add(name, unlessNever(this.#rest()), true);
    }
  }

  /** Members that an object has on conditions only. Which ones, validators say; types let them be read and written. */
  conditional(): void {
    const { then, else: otherwise, dependentSchemas } = this.#schema;
    const schemas = [then, otherwise, ...(isTree(dependentSchemas) ? Object.values(dependentSchemas) : [])];
    const target = (ref: string) => this.#types.names.target(ref);
    for (const name of new Set(schemas.flatMap((each) => namesOf(each, target)))) {
      if (this.#named.has(name) || membersOf(this.#site.whole, name, target).length > 0) continue;
      this.#named.add(name);
      const members = schemas
        .flatMap((each) => membersOf(each, name, target))
        .filter((each) => !this.#types.directions.keepsOut(each, this.#site.direction));
      if (members.length > 0)
        this.#add(
          name,
          union(
            members.map((each) => this.#inside(each)),
            this.#indent,
          ),
          false,
        );
    }
  }

  type(): TypeText {
    this.#open();
    const [first = '', ...others] = this.#lines;
    const line = first.trim();
    if (line !== '' && others.length === 0 && !line.includes('\n') && line.length < SHORT)
      return type(`{ ${line.slice(0, -1)} }`);
    if (line !== '') return type(`{\n${this.#lines.join('')}${this.#site.indent}}`);
    const { type: said, additionalProperties } = this.#schema;
    if (this.#named.size > 0 || additionalProperties === false) return NO_MEMBERS;
    return said === undefined && additionalProperties === undefined ? UNKNOWN : ANY_OBJECT;
  }

  /** Members of other names, where the schema lets them in by saying so. */
  #open(): void {
    const rest = this.#rest();
    const names = this.#nameable();
    if (names && rest !== NEVER) {
      for (const name of names) if (!this.#named.has(name)) this.#add(name, rest ?? UNKNOWN, false);
      return;
    }
    const { patternProperties, unevaluatedProperties } = this.#schema;
    const patterns = isTree(patternProperties) ? Object.keys(patternProperties) : [];
    const matching = isTree(patternProperties)
      ? Object.values(patternProperties).map((each) => this.#inside(each))
      : [];
    if (rest === undefined || rest === NEVER) {
      const matched = union(matching, this.#indent);
      const starts = patterns.map((source) => startingWith(source));
      const isPlain = [...this.#named].every(
        (name) => !patterns.some((each) => name.startsWith(each.slice(1))),
      );
      if (patterns.length > 0 && isPlain && starts.every((start) => start !== undefined))
        for (const start of starts) this.#index(start, matched);
      else if (patterns.length > 0)
        this.#index('string', rest === NEVER ? this.#withNamed(matched) : UNKNOWN);
      else if (unevaluatedProperties !== undefined && unevaluatedProperties !== false)
        this.#index('string', UNKNOWN);
    } else if (this.#lines.length > 0 || rest !== UNKNOWN)
      this.#index('string', this.#withNamed(union([rest, ...matching], this.#indent)));
  }

  /** What `additionalProperties` says of each; undefined where it is absent. */
  #rest(): TypeText | undefined {
    const { additionalProperties: rest } = this.#schema;
    return rest === undefined ? undefined : this.#inside(rest);
  }

  /** All names that a member may have, where `propertyNames` lists them. */
  #nameable(): readonly string[] | undefined {
    const { propertyNames } = this.#schema;
    const ref = isTree(propertyNames) ? propertyNames['$ref'] : undefined;
    const values = valuesOf(typeof ref === 'string' ? this.#types.names.target(ref) : propertyNames);
    return values?.filter((each) => typeof each === 'string');
  }

  /** An index signature speaks of the members with names, too. */
  #withNamed(rest: TypeText): TypeText {
    const missing = this.#isAnyOptional ? [type('undefined')] : [];
    return union([rest, ...this.#texts, ...missing], this.#indent);
  }

  #index(of: string, each: TypeText): void {
    this.#lines.push(`${this.#indent}[key: ${of}]: ${each.text};\n`);
  }

  #add(name: string, member: TypeText, isRequired: boolean, schema?: unknown): void {
    const isReadOnly =
      schema !== undefined && this.#types.directions.keepsOut(schema as JsonSchema, 'request');
    const modifier = isReadOnly ? 'readonly ' : '';
    this.#lines.push(
      `${describe(schema, this.#indent)}${this.#indent}${modifier}${key(name)}${isRequired ? '' : '?'}: ${member.text};\n`,
    );
    this.#texts.push(member);
    this.#isAnyOptional ||= !isRequired;
  }

  #inside(schema: unknown): TypeText {
    return this.#types.inside(schema, this.#site, this.#indent);
  }
}

/** Members that are asked for here and refused here are described elsewhere, or the schema allows nothing at all. */
function unlessNever(rest: TypeText | undefined): TypeText {
  return rest === undefined || rest === NEVER ? UNKNOWN : rest;
}

/** The names of the members that a schema says something of. */
function namesOf(schema: unknown, target: (ref: string) => JsonSchema | undefined): string[] {
  const parts = [...composedOf(schema, target, (each) => [each['then'], each['else']])];
  return parts.flatMap(({ properties }) => (isTree(properties) ? Object.keys(properties) : []));
}

/** The doc comment of a schema or another part of a document: its words, its format and its default. */
export function describe(schema: unknown, indent: string): string {
  if (!isTree(schema)) return '';
  const { title, summary, description, format, deprecated } = schema;
  const tags = [
    ...(Object.hasOwn(schema, 'default') ? [`default ${shown(schema['default'])}`] : []),
    ...(deprecated === true ? ['deprecated'] : []),
  ];
  const words = typeof description === 'string' && description !== '' ? description : title;
  return comment(
    [
      typeof summary === 'string' ? summary : undefined,
      typeof words === 'string' ? words : undefined,
      typeof format === 'string' ? `Format: ${format}` : undefined,
    ],
    indent,
    tags,
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : js(value);
}
