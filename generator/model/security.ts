// Hides how a document says by what callers prove who they are, and which providers of the runtime can do it for them.
import { leaveOut } from './extensions.js';
import type { AuthProvider, SecurityScheme } from './types.js';
import { optional, own, type Place, text, type Walk } from './walk.js';

const TYPES: readonly SecurityScheme['type'][] = ['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS'];
const PLACES: readonly NonNullable<SecurityScheme['in']>[] = ['header', 'query', 'cookie'];
/** What no field of OpenAPI tells: documents name them by `x-authenticate`. */
const NAMED: readonly AuthProvider[] = ['scp-signature', 'huawei-signature', 'openstack-token'];
export const AUTH_PROVIDERS: readonly AuthProvider[] = [
  'api-key',
  'basic',
  'bearer',
  'client-credentials',
  ...NAMED,
];

/** Each once, and in the order of the alphabet. */
export function providersOf(schemes: readonly SecurityScheme[]): AuthProvider[] {
  return [...new Set(schemes.flatMap(({ providers }) => providers))].sort();
}

export function buildSecuritySchemes(walk: Walk, root: Place): SecurityScheme[] {
  const components = walk.child(root, 'components');
  if (!components) return [];
  return walk.entries(components, 'securitySchemes').flatMap(([key, place]) => {
    const type = TYPES.find((each) => each === text(place, 'type'));
    if (!type) {
      walk.report(
        'document-invalid',
        place.pointer,
        `The security scheme ${JSON.stringify(key)} has no known type.`,
        `Choose one of: ${TYPES.join(', ')}.`,
      );
      return [];
    }
    const scheme = text(place, 'scheme')?.toLowerCase();
    const tokenUrl = tokenUrlOf(place);
    return [
      {
        key,
        type,
        ...optional('name', text(place, 'name')),
        ...optional(
          'in',
          PLACES.find((each) => each === text(place, 'in')),
        ),
        ...optional('scheme', scheme),
        ...optional('description', text(place, 'description')),
        ...optional('tokenUrl', tokenUrl),
        providers: [...usualFor(type, scheme, tokenUrl), ...namedBy(walk, place)],
        source: place.pointer,
      },
    ];
  });
}

function usualFor(type: SecurityScheme['type'], scheme = 'bearer', tokenUrl?: string): AuthProvider[] {
  if (type === 'mutualTLS') return []; // the transport's
  if (type === 'apiKey') return ['api-key'];
  if (type === 'http') return scheme === 'basic' || scheme === 'bearer' ? [scheme] : [];
  return tokenUrl === undefined ? ['bearer'] : ['client-credentials', 'bearer'];
}

/** Of the one flow that needs nobody to click. What is wrong with flows is told where documents are checked. */
function tokenUrlOf({ node }: Place): string | undefined {
  const url = ['flows', 'clientCredentials', 'tokenUrl'].reduce<unknown>(
    (each, key) => (typeof each === 'object' && each !== null ? own(each, key) : undefined),
    node,
  );
  return typeof url === 'string' ? url : undefined;
}

function namedBy(walk: Walk, place: Place): AuthProvider[] {
  const given = own(place.node, 'x-authenticate');
  if (given === undefined) return [];
  const names: unknown[] = Array.isArray(given) ? given : [given];
  const found = NAMED.filter((each) => names.includes(each));
  if (found.length > 0 && found.length === new Set(names).size) return found;
  leaveOut(walk, place, 'x-authenticate', `it is none of ${NAMED.join(', ')}, nor a list of them`);
  return [];
}
