// Hides which path prefixes the servers of a document have.
import type { OpenApi31 } from '../spec/types.js';

/** Of all servers, in their order, each once: without a trailing slash, their variables at their defaults; `` where there is none. */
export function basePathsOf({ servers = [] }: OpenApi31): string[] {
  const all = Array.isArray(servers) ? servers : [];
  return [...new Set(all.map((server) => (typeof server?.url === 'string' ? pathOf(server) : '')))];
}

function pathOf({ url: template, variables }: NonNullable<OpenApi31['servers']>[number]): string {
  const url = template.replace(/\{([^{}]*)\}/g, (_, name: string) =>
    String(variables?.[name]?.default ?? ''),
  );
  const path = URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost').pathname : '';
  // Of a URL that has no host (`C:\\api`, `mailto:…`) the rest is no path.
  return path.startsWith('/') ? path.replace(/\/+$/, '') : '';
}
