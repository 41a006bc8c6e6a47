// Hides a reader of XML that is strict about what it knows: elements, attributes, texts, the five entities and references by number.

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const TOKEN = /<(\/?)([a-z][\w-]*)((?: [\w:-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @throws Error where the text is not well formed */
export function readXml(text: string): Element {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error('Not XML characters.');
  if (text.includes(']]>')) throw new Error('An end without a beginning.');
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    const holder = open.at(-1);
    if (!match || !holder) throw new Error(`Not well formed: ${text.slice(at, at + 60)}`);
    const [, closing, name = '', attributes = '', empty, plain] = match;
    if (plain !== undefined) holder.text += decoded(plain);
    else if (closing) {
      if (holder.name !== name) throw new Error(`</${name}> closes <${holder.name}>`);
      open.pop();
    } else {
      const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)];
      const made: Element = {
        name,
        attributes: Object.fromEntries(pairs.map(([, key, value = '']) => [key, decoded(value)])),
        children: [],
        text: '',
      };
      holder.children.push(made);
      if (!empty) open.push(made);
    }
  }
  const [root, ...others] = top.children;
  if (!root || others.length > 0 || open.length > 1) throw new Error('Not one element.');
  return root;
}

export function all(element: Element): Element[] {
  return [element, ...element.children.flatMap(all)];
}

function decoded(text: string): string {
  return text.replace(/&(#?\w*);?/g, (written, name: string) => {
    const character = /^#\d+$/.test(name) ? String.fromCodePoint(Number(name.slice(1))) : ENTITIES[name];
    if (character === undefined || !written.endsWith(';')) throw new Error(`${written} is no entity`);
    return character;
  });
}
