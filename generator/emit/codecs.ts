// Hides what calls need beside plain parameters, and JSON both ways: what is not named here, bundlers drop.
import type { Codecs, ConnectionCodecs } from '../../runtime/client-types.js';
import { essence } from '../../runtime/media-type.js';
import type { Shape } from '../../runtime/shape.js';
import type {
  ApiModel,
  ApiResponse,
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
  const headers = responses.flatMap((response) => response.headers);
  return {
    ...(!parameters.every((parameter) => isPlain(model, parameter)) && { writer: 'writer' }),
    ...(takesCookies(model, operation) && { joinCookies: 'joinCookies' }),
    ...(body && { writeBody: body.content.every(isPlainJson) ? 'writeJson' : 'writeBody' }),
    ...(answers.some(({ kind }) => kind !== 'json') && {
      readBody: answers.every(({ kind }) => isPlainBody(kind)) ? 'readPlainBody' : 'readAnyBody',
    }),
    ...(!responses.every(isTypedPlainly) && { mediaTypeOf: 'documentedMediaType' }),
    ...(headers.length > 0 && {
      readHeaders: headers.every((header) => isText(model, header)) ? 'textHeaders' : 'readHeaders',
    }),
  };
}

/** Members of `ConnectionCodecs` for a document, each by what `connection-codecs.ts` exports. */
export function placesOf({ securitySchemes, version }: ApiModel): Names<ConnectionCodecs> {
  const place = version.selector?.in;
  const isUsual = ({ type, in: where, scheme }: SecurityScheme) =>
    type === 'apiKey' ? where === 'header' : scheme !== 'basic';
  return {
    ...(place === 'header' && { otherVersion: 'otherVersion' }),
    ...(place === 'media-type' && { otherVersion: 'otherMediaVersion', saying: 'saying' }),
    ...(place === 'query' && { withPair: 'withPair' }),
    ...(!securitySchemes.every(isUsual) && { withSecret: 'withSecret' }),
  };
}

type Names<T> = Readonly<Partial<Record<keyof T, string>>>;

function takesCookies({ securitySchemes }: ApiModel, { parameters, security }: Operation): boolean {
  const keys = securitySchemes.filter(({ type, in: where }) => type === 'apiKey' && where === 'cookie');
  return (
    parameters.some(({ in: place }) => place === 'cookie') ||
    keys.some(({ key }) => security.some((requirement) => Object.hasOwn(requirement, key)))
  );
}

function isPlainBody(kind: MediaContent['kind']): boolean {
  return kind === 'json' || kind === 'text' || kind === 'binary';
}

/** No ranges, and nothing that only a parameter tells apart. */
function isTypedPlainly({ content }: ApiResponse): boolean {
  const types = content.map(({ mediaType }) => essence(mediaType));
  return new Set(types).size === types.length && !types.some((type) => type.includes('*'));
}

/** A range is sent as what its value says of itself. */
function isPlainJson({ kind, mediaType }: MediaContent): boolean {
  return kind === 'json' && !mediaType.includes('*');
}

/** Scalars, and lists of them, in the usual style. What may be an object is written member by member. */
function isPlain({ document }: ApiModel, parameter: Parameter): boolean {
  const { in: place, style, mediaType, allowReserved, schema } = parameter;
  const usual =
    place === 'query' ? 'form' : place === 'cookie' || place === 'querystring' ? undefined : 'simple';
  const shape = shapesOf(document).of(schema);
  const isList = shape.has('array');
  return (
    style === usual &&
    mediaType === undefined &&
    !allowReserved &&
    isScalar(shape) &&
    (!isList ||
      Array.from({ length: shape.placed + 1 }, (_, at) => shape.item(at)).every(
        (item) => item && isScalar(item) && !item.has('array'),
      ))
  );
}

function isScalar(shape: Shape): boolean {
  return !shape.isOpen && !shape.has('object');
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
