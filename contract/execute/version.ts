// Hides where a request names its version: written anew wherever the selector of its family has it, as often and as wrongly as asked for.
import type { Version } from '../../generator/model/types.js';
import { selectorValue } from '../../runtime/selector.js';

/**
 * Takes what names the version out of a request, and puts these texts there instead.
 * @param headers are changed
 * @param texts as a selector has them (`virtualserver 1.3`; of a path or its last part `v5`); none: the version is not named
 * @returns the URL
 */
export function nameVersion(
  url: string,
  headers: Headers,
  { selector, id }: Version,
  texts: readonly string[],
): string {
  const { name = '' } = selector ?? {};
  switch (selector?.in) {
    case 'header':
      headers.delete(name);
      for (const text of texts) headers.append(name, text);
      return url;
    case 'media-type':
      for (const each of ['accept', 'content-type']) {
        const types = headers.get(each);
        if (types !== null) headers.set(each, types.split(',').map(typeWith(name, texts)).join(', '));
      }
      return url;
    case 'query': {
      const [before = '', search = ''] = url.split('?', 2);
      const others = search.split('&').filter((pair) => pair !== '' && nameOf(pair) !== name);
      const own = texts.map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
      const all = [...others, ...own].join('&');
      return all === '' ? before : `${before}?${all}`;
    }
    case 'path': {
      const [text = ''] = texts;
      const usual = selectorValue(selector, id);
      const at = `${url}/`.search(new RegExp(`${escaped(usual)}(?=[/?])`));
      return at < 0 ? url : url.slice(0, at) + encodeURI(text) + url.slice(at + usual.length);
    }
    default:
      return url;
  }
}

/** Media types are compared by whoever reads them without their other parameters: quoted commas are in none that a document shows. */
function typeWith(name: string, texts: readonly string[]): (type: string) => string {
  return (type) => {
    const [essence = '', ...parameters] = type.split(';').map((part) => part.trim());
    const kept = parameters.filter((each) => !each.toLowerCase().startsWith(`${name.toLowerCase()}=`));
    return [essence, ...kept, ...texts.map((text) => `${name}=${quoted(text)}`)].join('; ');
  };
}

function quoted(text: string): string {
  return /^[\w.!#$%&'*+^`|~-]+$/.test(text) ? text : JSON.stringify(text);
}

function nameOf(pair: string): string {
  try {
    return decodeURIComponent(pair.split('=', 1)[0] ?? '');
  } catch {
    return pair;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
