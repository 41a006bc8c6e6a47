// Hides where documents keep examples: every value that a schema must accept, with the schema and the place of both.
import type { Oas3Visitor, UserContext } from '@redocly/openapi-core';
import { essence, isStream, mediaKind } from '../../runtime/media-type.js';
import type { SchemaStore } from './schema-store.js';
import type { Direction, SchemaView } from './schema-view.js';
import { asObject, entries, type Location, type ObjectSpot, own, type Spot } from './tree.js';
import type { Violation } from './violations.js';

/** One documented value. */
export interface ExampleSite {
  readonly value: unknown;
  /** Of the value. */
  readonly location: Location;
  readonly schema: Spot;
  readonly view: SchemaView;
  /** The Example Object around the value, where there is one. */
  readonly object?: ObjectSpot;
  readonly kind: 'example' | 'default';
}

export type VisitSite = (site: ExampleSite, ctx: UserContext) => void;

/** A visitor that calls back for every example and default of a document, in document order. */
export function exampleVisitor(visit: VisitSite): Oas3Visitor {
  const inside: Direction[] = [];
  const sided = (direction: Direction) => ({
    enter: () => void inside.push(direction),
    leave: () => void inside.pop(),
  });
  const holder = (node: unknown, ctx: UserContext, direction: Direction) => {
    const spot = asObject({ node, location: ctx.location });
    for (const site of spot ? namedAndSingle(spot, ctx, direction) : []) visit(site, ctx);
  };
  return {
    RequestBody: sided('request'),
    Response: sided('response'),
    MediaType: {
      enter: (node, ctx) => {
        if (!isTextForm(String(ctx.key))) holder(node, ctx, inside.at(-1) ?? 'either');
      },
    },
    Parameter: { enter: (node, ctx) => holder(node, ctx, 'request') },
    Header: { enter: (node, ctx) => holder(node, ctx, 'response') },
    Schema: {
      enter: (node: unknown, ctx) => {
        const spot = asObject({ node, location: ctx.location });
        for (const site of spot ? schemaSites(spot, ctx) : []) visit(site, ctx);
      },
    },
  };
}

/** What is wrong with a documented value. A schema that cannot be used is reported here, once for all that it judges. */
export function judgeSite(site: ExampleSite, schemas: SchemaStore, ctx: UserContext): readonly Violation[] {
  const verdict = schemas.judge(site.value, site.schema, site.view, ctx);
  if ('violations' in verdict) return verdict.violations;
  ctx.report({
    ruleId: 'specpact/schema-usable',
    message: `This schema cannot be used to judge examples: ${verdict.unusable}.`,
    location: site.schema.location,
  });
  return [];
}

/** `example` and `examples` of a media type, parameter or header. */
function namedAndSingle(holder: ObjectSpot, ctx: UserContext, direction: Direction): ExampleSite[] {
  const schema = own(holder.node, 'schema');
  if (schema === undefined) return [];
  const common = {
    schema: { node: schema, location: holder.location.child(['schema']) },
    view: { direction, openapi30: ctx.specVersion === 'oas3_0' },
    kind: 'example' as const,
  };
  const single = own(holder.node, 'example');
  const sites: ExampleSite[] =
    single === undefined ? [] : [{ ...common, value: single, location: holder.location.child(['example']) }];
  for (const [, object] of entries(ctx, holder, 'examples')) {
    const value = own(object.node, 'value');
    if (value !== undefined)
      sites.push({ ...common, value, location: object.location.child(['value']), object });
  }
  return sites;
}

/** `example`, `examples` and `default` of a schema, judged by that schema. */
function schemaSites(schema: ObjectSpot, ctx: UserContext): ExampleSite[] {
  const common = { schema, view: { direction: 'either' as const, openapi30: ctx.specVersion === 'oas3_0' } };
  const at = (path: (string | number)[], value: unknown, kind: ExampleSite['kind']): ExampleSite[] =>
    value === undefined ? [] : [{ ...common, value, kind, location: schema.location.child(path) }];
  const examples = own(schema.node, 'examples');
  return [
    ...at(['default'], own(schema.node, 'default'), 'default'),
    ...at(['example'], own(schema.node, 'example'), 'example'),
    ...(Array.isArray(examples)
      ? examples.flatMap((value: unknown, i) => at(['examples', i], value, 'example'))
      : []),
  ];
}

/** The example of an XML body or of a stream may be text in that notation, which no JSON Schema describes. */
function isTextForm(mediaType: string): boolean {
  return /[/+]xml$/.test(essence(mediaType)) || isStream(mediaKind(mediaType));
}
