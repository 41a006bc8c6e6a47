// Hides how documents describe the fields of a form: the Encoding Object (OpenAPI 3.2 §4.15).
import type { WireEncoding } from '../../runtime/wire.js';
import { pointerAt } from '../source.js';
import { IS_MEDIA_TYPE, IS_TOKEN } from '../spec/http-names.js';
import type { MediaContent, ParameterStyle } from './types.js';
import { optional, own, type Place, text, type Walk } from './walk.js';

const STYLES: readonly ParameterStyle[] = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];

/** Formats of lists that OpenAPI 2.0 has in places where 3.x has no style for them; dialect-20.ts keeps the word. */
const COLLECTIONS: Readonly<Record<string, ParameterStyle>> = {
  ssv: 'spaceDelimited',
  tsv: 'tabDelimited',
  pipes: 'pipeDelimited',
};

export function collectionStyle(place: Place): ParameterStyle | undefined {
  const word = text(place, 'x-collectionFormat') ?? '';
  return Object.hasOwn(COLLECTIONS, word) ? COLLECTIONS[word] : undefined;
}

/** How the parts of a media type are written: by their names, or by their places. Of what is unsaid nothing is there. */
export function buildEncodings(walk: Walk, media: Place): PartEncodings {
  const fields = walk
    .entries(media, 'encoding')
    .map(([name, place]) => [name, encodingOf(walk, place)] as const);
  const prefix = walk.items(media, 'prefixEncoding').map((place) => encodingOf(walk, place));
  const rest = walk.child(media, 'itemEncoding');
  return {
    ...(fields.length > 0 && { encoding: Object.fromEntries(fields) }),
    ...(prefix.length > 0 && { prefixEncoding: prefix }),
    ...(rest && { itemEncoding: encodingOf(walk, rest) }),
  };
}

type PartEncodings = Pick<MediaContent, 'encoding' | 'prefixEncoding' | 'itemEncoding'>;

function encodingOf(walk: Walk, place: Place): WireEncoding {
  const written = text(place, 'style');
  const style = collectionStyle(place) ?? STYLES.find((each) => each === written);
  if (written !== undefined && style === undefined)
    walk.report(
      'document-invalid',
      pointerAt(place.pointer, 'style'),
      `Style ${JSON.stringify(written)} does not exist for a field of a form.`,
      `Choose one of: ${STYLES.join(', ')}.`,
    );
  for (const key of ['encoding', 'prefixEncoding', 'itemEncoding'])
    if (own(place.node, key) !== undefined)
      walk.report(
        'encoding-ignored',
        pointerAt(place.pointer, key),
        'Parts within parts are written as they are given: what an encoding says of them is not done.',
        'Describe the part as a text or as bytes.',
        'warning',
      );
  // That one is given at all says that the field has a style (OpenAPI 3.2 §4.15.1.2).
  const flag = (key: string) => (own(place.node, key) === undefined ? undefined : walk.flag(place, key));
  const headers = headersOf(walk, place);
  return {
    ...optional('style', style),
    ...optional('explode', flag('explode')),
    ...optional('allowReserved', flag('allowReserved')),
    ...optional('contentType', contentTypeOf(walk, place)),
    ...(Object.keys(headers).length > 0 && { headers }),
  };
}

/** One media type or range, or several with commas; each stands in the header of a part. */
function contentTypeOf(walk: Walk, place: Place): string | undefined {
  const written = text(place, 'contentType');
  const wrong = written?.split(',').find((each) => !IS_MEDIA_TYPE.test(each.trim()));
  if (wrong === undefined) return written;
  walk.report(
    'media-type-invalid',
    pointerAt(place.pointer, 'contentType'),
    `${JSON.stringify(wrong.trim())} is no media type, and no header can carry it.`,
    'Write type/subtype, such as image/png, several with commas between them.',
  );
  return undefined;
}

/** Headers of a part that always say the same. Nobody is asked for the others. */
function headersOf(walk: Walk, place: Place): Record<string, string> {
  const fixed: [string, string][] = [];
  for (const [name, header] of walk.entries(place, 'headers')) {
    if (name.toLowerCase() === 'content-type' || name.toLowerCase() === 'content-disposition') continue;
    const value = onlyValue(own(header.node, 'schema'));
    if (value !== undefined && IS_TOKEN.test(name) && /^[\t -~]*$/.test(value)) fixed.push([name, value]);
    else if (walk.flag(header, 'required'))
      walk.report(
        'encoding-ignored',
        header.pointer,
        `No part is sent with the header ${JSON.stringify(name)}: its value is not known.`,
        'Give its schema a `const`, or a `default`.',
        'warning',
      );
  }
  return Object.fromEntries(fixed);
}

function onlyValue(schema: unknown): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const values = own(schema, 'enum');
  const value =
    own(schema, 'const') ??
    own(schema, 'default') ??
    (Array.isArray(values) && values.length === 1 ? (values[0] as unknown) : undefined);
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
