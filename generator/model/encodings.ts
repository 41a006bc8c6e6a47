// Hides how documents describe the fields of a form: the Encoding Object (OpenAPI 3.2 §4.15).
import type { Encodings, ParameterStyle } from './types.js';
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

/** How the fields of a media type are written; undefined where it says nothing. */
export function buildEncodings(walk: Walk, media: Place): Encodings | undefined {
  const fields = walk
    .entries(media, 'encoding')
    .map(([name, place]) => [name, encodingOf(walk, place)] as const);
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

function encodingOf(walk: Walk, place: Place): Encodings[string] {
  const written = text(place, 'style');
  const style = collectionStyle(place) ?? STYLES.find((each) => each === written);
  if (written !== undefined && style === undefined)
    walk.report(
      'document-invalid',
      `${place.pointer}/style`,
      `Style ${JSON.stringify(written)} does not exist for a field of a form.`,
      `Choose one of: ${STYLES.join(', ')}.`,
    );
  // That one is given at all says that the field has a style (§4.15.1.2).
  const flag = (key: string) => (own(place.node, key) === undefined ? undefined : walk.flag(place, key));
  return {
    ...optional('style', style),
    ...optional('explode', flag('explode')),
    ...optional('allowReserved', flag('allowReserved')),
    ...optional('contentType', text(place, 'contentType')),
  };
}
