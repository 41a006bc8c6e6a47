// Hides what XML and HTML take for markup in a text.

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for between tags, or for an attribute in double quotes. `>` too: `]]>` ends what nobody began. */
export function withEntities(text: string): string {
  return text.replace(/[&<>"]/g, (each) => ENTITIES[each] ?? '');
}
