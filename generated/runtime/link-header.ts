// Hides the Link header (RFC 8288): which links an answer has, and where they lead.

export interface HeaderLink {
  /** Relation types in lower case. */
  readonly rel: readonly string[];
  /** Absolute. */
  readonly href: string;
  readonly title?: string;
}

const TARGET = /[\s,]*<([^>]*)>/y;
const PARAMETER = /\s*;\s*([^\s=;,"<>]*)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/y;
const END = /\s*(,|$)/y;

/**
 * Links from the answer's own resource to the web: one whose `anchor` says that it starts elsewhere is somebody else's, and a
 * target that is neither http nor https, which a page might show as a link, is left out. Whatever is no link ends the reading; what stands
 * before it counts. Linear in the length of the header.
 * @param base URL of the answer; targets count from there
 */
export function linksIn(header: string, base: string): HeaderLink[] {
  const links: HeaderLink[] = [];
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(header);
    if (found) at = pattern.lastIndex;
    return found;
  };
  for (let target = next(TARGET); target; target = next(TARGET)) {
    const parameters = new Map<string, string>();
    for (let each = next(PARAMETER); each; each = next(PARAMETER)) {
      const [, name = '', quoted, bare = ''] = each;
      const value = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1');
      // Of one that comes twice the first counts (§3.3, §3.4.1).
      if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
    }
    if (!next(END)) break;
    const [rel, title, anchor] = ['rel', 'title', 'anchor'].map((name) => parameters.get(name));
    const isOwn = anchor === undefined || resolved(anchor, base) === resolved('', base);
    const href = rel !== undefined && isOwn ? resolved(target[1] ?? '', base) : undefined;
    if (rel === undefined || href === undefined) continue;
    links.push({ rel: rel.toLowerCase().split(/\s+/), href, ...(title !== undefined && { title }) });
  }
  return links;
}

function resolved(reference: string, base: string): string | undefined {
  try {
    const url = new URL(reference.trim(), base);
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
