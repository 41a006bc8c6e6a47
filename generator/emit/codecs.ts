// Hides what calls need beside plain parameters, and JSON both ways: what is not named here, bundlers drop.
import type { Codecs, ConnectionCodecs } from '../../runtime/client.js';
import type {
  ApiModel,
  MediaContent,
  Operation,
  Parameter,
  ResponseHeader,
  SecurityScheme,
} from '../model/types.js';
import { IN_HEADER, shapesOf, sketchOf } from './sketch.js';

/** Members of `Codecs` for one operation, each by what `codecs.ts` exports. */
export function codecsOf(model: ApiModel, operation: Operation): Names<Codecs> {
  const { parameters, body, responses } = operation;
  const answers = responses.flatMap(({ content }) => content);
  return {
    ...(!parameters.every((parameter) => isPlain(model, parameter)) && { writer: 'writer' }),
    ...(body?.content.some((content) => !isPlainJson(content)) && { writeBody: 'writeBody' }),
    ...(answers.some(({ kind }) => kind !== 'json' && kind !== 'text') && { readBody: 'readAnyBody' }),
    ...(responses.some(({ headers }) => headers.some((header) => !isText(model, header))) && {
      readHeaders: 'readHeaders',
    }),
  };
}

/** Members of `ConnectionCodecs` for a document, each by what `connection-codecs.ts` exports. */
export function placesOf({ securitySchemes, version }: ApiModel): Names<ConnectionCodecs> {
  const place = version.selector?.in;
  const isUsual = ({ type, in: where, scheme }: SecurityScheme) =>
    type === 'apiKey' ? where === 'header' : scheme !== 'basic';
  return {
    ...((place === 'header' || place === 'media-type') && { otherVersion: 'otherVersion' }),
    ...(place === 'media-type' && { saying: 'saying' }),
    ...(place === 'query' && { withPair: 'withPair' }),
    ...(!securitySchemes.every(isUsual) && { withSecret: 'withSecret' }),
  };
}

type Names<T> = Readonly<Partial<Record<keyof T, string>>>;

/** A range is sent as what its value says of itself. */
function isPlainJson({ kind, mediaType }: MediaContent): boolean {
  return kind === 'json' && !mediaType.includes('*');
}

/** Scalars and lists in the usual style. What may be an object is written member by member. */
function isPlain(model: ApiModel, parameter: Parameter): boolean {
  const { in: place, style, mediaType, allowReserved, schema } = parameter;
  const usual = { path: 'simple', header: 'simple', query: 'form' }[place as string];
  return (
    style === usual &&
    mediaType === undefined &&
    !allowReserved &&
    !shapesOf(model.document).of(schema).has('object')
  );
}

function isText(model: ApiModel, { name, schema, mediaType, explode }: ResponseHeader): boolean {
  // Its values cannot be joined (RFC 9110 §5.3).
  const isCookie = name.toLowerCase() === 'set-cookie';
  return (
    mediaType === undefined &&
    !explode &&
    !isCookie &&
    sketchOf(schema, model.document, IN_HEADER) === undefined
  );
}
