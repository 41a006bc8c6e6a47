// Hides how HTML is written: whatever stands between the tags of a template is text, unless a template made it.
import { visible } from '../show.js';
import { withEntities } from './entities.js';

/** A piece of markup. Only `html` makes one of what is not ours, so that no text becomes markup by mistake. */
export interface Markup {
  readonly markup: string;
}

type Value = Markup | string | number | readonly Markup[];

/** A template: `` html`<p title="${text}">${more}</p>` ``. Attributes are written in double quotes. */
export function html(template: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let markup = template[0] ?? '';
  values.forEach((value, at) => {
    markup += written(value) + (template[at + 1] ?? '');
  });
  return { markup };
}

export const NOTHING: Markup = { markup: '' };

function written(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('\n');
}

/** A page may be printed where a CI system reads commands at the beginnings of lines: none begins as these do. */
function escaped(text: string): string {
  return withEntities(visible(text))
    .replace(/:(?=:)/g, '&#58;')
    .replace(/#(?=#)/g, '&#35;');
}

/** A text of ours, such as a style, that holds no end of its element. */
export function ours(text: string): Markup {
  return { markup: text };
}
