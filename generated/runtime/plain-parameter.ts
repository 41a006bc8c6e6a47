// Hides how most parameters are written: scalars and lists, in the usual style of path, query and header. parameters.ts writes all others.
import type { WriteParameter } from './assemble.js';
import { headerPiece } from './header-text.js';
import { encode, ONE_EMPTY, plainText } from './value-text.js';

/** For a parameter without style, media type and reserved characters, whose schema allows no object. */
export const plainParameter: WriteParameter = ({ name, in: place, explode }, value, pen) => {
  const isList = Array.isArray(value);
  const texts = (isList ? value : value === null ? [] : [value]).map((item) => {
    const text = plainText(item, pen);
    return place === 'header' ? headerPiece(text, isList ? ',' : '', pen.refuse) : encode(text);
  });
  const isQuery = place === 'query';
  const isApart = isQuery && explode !== false;
  if (isList && !isApart && texts.length === 1 && !texts[0]) pen.refuse(ONE_EMPTY);
  const pieces = isApart || texts.length === 0 ? texts : [texts.join()];
  return isQuery ? pieces.map((text) => `${encode(name)}=${text}`) : pieces;
};
