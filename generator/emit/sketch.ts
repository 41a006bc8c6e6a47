// Hides how much of a schema clients hold that judge nothing: the types of what answers say in headers and forms.
import { type Shape, Shapes } from '../../runtime/shape.js';
import { schemaAt } from '../model/references.js';
import type { JsonSchema } from '../model/types.js';
import type { OpenApi31 } from '../spec/types.js';

/** Levels below a header: items, or members. */
export const IN_HEADER = 1;
/** Levels below a form: its fields, and what of them is styled. What nests deeper was written as JSON, which says its types itself. */
export const IN_FORM = 4;
/** Schemas that one sketch holds. */
const MAX_SIZE = 200;

const shapes = new WeakMap<OpenApi31, Shapes>();

/** The shapes of a document's schemas. */
export function shapesOf(document: OpenApi31): Shapes {
  const target = (ref: unknown) => (typeof ref === 'string' ? schemaAt(document, ref) : undefined);
  // Nobody is asked for a name that only a pattern describes.
  const known = shapes.get(document) ?? new Shapes({ target, fits: () => false });
  shapes.set(document, known);
  return known;
}

/** A schema that says of a value what a reader needs; undefined where everything is a text, or says by itself what it is. */
export function sketchOf(schema: JsonSchema, document: OpenApi31, levels: number): JsonSchema | undefined {
  return sketched(shapesOf(document).of(schema), levels, { left: MAX_SIZE });
}

function sketched(shape: Shape, levels: number, size: { left: number }): JsonSchema | undefined {
  if (size.left-- <= 0) return undefined;
  const of = (inner: Shape | undefined) => inner && (sketched(inner, levels - 1, size) ?? true);
  const [hasItems, hasMembers] = [shape.has('array') && levels > 0, shape.has('object') && levels > 0];
  const places = hasItems ? Array.from({ length: shape.placed }, (_, at) => of(shape.item(at)) ?? true) : [];
  const items = hasItems ? of(shape.item(shape.placed)) : undefined;
  const members = hasMembers ? [...shape.names].map((name) => [name, of(shape.member(name)) ?? true]) : [];
  const types = shape.isOpen
    ? []
    : [...shape.types].filter((type) => type !== 'integer' || !shape.has('number'));
  if (types.length === 0 || types.join() === 'string') return undefined;
  const texts = types.length > 1 && types.includes('string') ? shape.ambiguous : undefined;
  const sketch = {
    type: types.length === 1 ? types[0] : types,
    ...(places.length > 0 && { prefixItems: places }),
    ...(items !== undefined && items !== true && { items }),
    ...(members.length > 0 && { properties: Object.fromEntries(members) }),
    ...(hasMembers && sketchOfOthers(shape, of)),
  };
  if (!texts) return sketch as JsonSchema;
  // Of such a format is what could be nothing else.
  const plain = { type: 'string', format: 'date' };
  const listed = texts.length > 0 ? [{ enum: texts }] : [];
  const others = { ...sketch, type: types.filter((type) => type !== 'string') };
  return { anyOf: [others, plain, ...listed] } as JsonSchema;
}

/** Of members that are not listed: only a schema that says what they are like takes them. */
function sketchOfOthers(shape: Shape, of: (inner: Shape | undefined) => JsonSchema | undefined) {
  const others = of(shape.unlisted);
  return others === undefined ? {} : { additionalProperties: others };
}
