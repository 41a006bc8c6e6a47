// Hides how XML is written: whatever stands in a text or an attribute is escaped, and what XML cannot hold is spelled out.
import { visible } from '../show.js';
import { withEntities } from './entities.js';

/** A piece of markup. Only `element` makes one, so that no text becomes markup by mistake. */
export interface Xml {
  readonly xml: string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** @param attributes those without a value are left out */
export function element(name: string, attributes: Attributes, ...children: readonly (Xml | string)[]): Xml {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value)).replace(/[\n\t]/g, reference)}"`],
  );
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : `\n${child.xml}`));
  const end = children.some((child) => typeof child !== 'string') ? '\n' : '';
  const open = `<${name}${written.join('')}`;
  return { xml: children.length === 0 ? `${open}/>` : `${open}>${inside.join('')}${end}</${name}>` };
}

/** A document may be printed where a CI system reads commands at the beginnings of lines: none begins as these do. */
function escaped(text: string): string {
  return withEntities(visible(text)).replace(
    /^([ \t]*)([:#])(?=\2)/gm,
    (_, space: string, sign: string) => space + reference(sign),
  );
}

/** A parser makes a space of each of them in an attribute (XML 1.0 §3.3.3). */
function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
