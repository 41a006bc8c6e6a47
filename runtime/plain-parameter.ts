// Hides how most parameters are written: scalars and lists, in the usual style of path, query and header. parameters.ts writes all others.
import type { WriteParameter } from './assemble.js';
import { headerPiece } from './header-text.js';
import { encode, itemText, scalarText } from './value-text.js';

/** For a parameter without style, media type and reserved characters, whose schema allows no object. */
export const plainParameter: WriteParameter = (
  { name, in: place, explode = place === 'query' },
  value,
  pen,
) => {
  if (value === null) return [];
  const isList = Array.isArray(value);
  const write = (text: string) =>
    place === 'header' ? headerPiece(text, isList ? ',' : '', pen.refuse) : encode(text);
  const texts = isList ? value.map((item) => write(itemText(item, pen))) : [write(scalarText(value, pen))];
  const isApart = place === 'query' && explode;
  if (isList && !isApart && texts.length === 1 && texts[0] === '')
    pen.refuse('holds one empty item, which cannot be told from none');
  const pieces = isApart || texts.length === 0 ? texts : [texts.join(',')];
  return place === 'query' ? pieces.map((text) => `${encode(name)}=${text}`) : pieces;
};
