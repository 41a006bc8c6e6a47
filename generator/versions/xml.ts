// Hides how XML is written: whatever stands in a text or an attribute is escaped, and what XML cannot hold is left out.

/** A piece of markup. Only `element` makes one, so that no text becomes markup by mistake. */
export interface Markup {
  readonly markup: string;
}

type Child = Markup | string;

export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly Child[]
): Markup {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : child.markup));
  const isBlock = children.some((child) => typeof child !== 'string');
  const body = isBlock ? `\n${inside.join('\n')}\n`.replaceAll('\n', '\n  ').slice(0, -2) : inside.join('');
  return {
    markup:
      children.length === 0
        ? `<${name}${written.join('')}/>`
        : `<${name}${written.join('')}>${body}</${name}>`,
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Controls and halves of pairs are no characters of XML 1.0 (section 2.2); what turns the direction of text has no place in a label. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').replace(/[&<>"]/g, (each) => ENTITIES[each] ?? '');
}
