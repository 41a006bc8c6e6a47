// Hides which words lists of the same name have elsewhere in a document: those of answers are often taken in requests by mistake.
import type { ApiModel } from '../../../generator/model/types.js';
import { isObject, memberOf } from '../../pointer.js';
import { followed } from '../../schema/view.js';

const known = new WeakMap<ApiModel, ReadonlyMap<string, readonly unknown[]>>();

/** Words of every `enum` that some object schema of the components has for a property of this name. */
export function otherWords(model: ApiModel, name: string): readonly unknown[] {
  const words = known.get(model) ?? gathered(model);
  known.set(model, words);
  return words.get(name) ?? [];
}

function gathered({ schemas, document }: ApiModel): ReadonlyMap<string, readonly unknown[]> {
  const words = new Map<string, unknown[]>();
  for (const { schema } of schemas) {
    const properties = memberOf(schema, 'properties');
    for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
      const list = memberOf(followed(property, document), 'enum');
      if (Array.isArray(list)) words.set(name, [...(words.get(name) ?? []), ...(list as unknown[])]);
    }
  }
  return words;
}
