// Hides which values name something that a server has or has not: being valid is not enough for them.
import { type Part, stated } from '../schema/parts.js';

/** The last word of a name. */
const WORDS =
  /(^|[_.-]|[a-z0-9](?=[A-Z]))(ids?|Ids?|ID|uuids?|guid|refs?|Ref|hrefs?|urls?|Url|URL|uris?|Uri|URI|marker|cursor|Cursor|after|before|token|Token|key|Key|arn|slug|sha|etag|owner|parent|email|Email|login|username|bucket|path|host|image|region|locale|sort|order_?by|fields|include|expand|filter|query|q)$/;
const FORMATS = new Set([
  'uuid',
  'uri',
  'uri-reference',
  'iri',
  'email',
  'idn-email',
  'hostname',
  'ipv4',
  'ipv6',
]);

/** @param name dotted: `body.snapshot.volume_id`; items are called like their list */
export function isReference(name: string, parts: readonly Part[]): boolean {
  if (stated(parts, 'enum').length > 0) return false;
  if (stated(parts, 'format').some(({ value }) => FORMATS.has(String(value)))) return true;
  const bare = name.replace(/(\.0|\.key)+$/, '');
  return (
    WORDS.test(bare) || (/^path\./.test(name) && !/^(boolean)$/.test(String(stated(parts, 'type')[0]?.value)))
  );
}
