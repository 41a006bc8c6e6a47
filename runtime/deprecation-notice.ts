// Hides what a caller is told of a version that ends: what the answer says of it, and what the family's dates do.
import type { Announced, VersionLink } from './deprecation-headers.js';
import {
  endOfGuarantee,
  type Family,
  parseVersionId,
  phase,
  startOfDeprecation,
  successorOf,
  type VersionEntry,
} from './lifecycle.js';

/** A version that is called will end. */
export interface DeprecationNotice {
  /** The client's method. */
  readonly operation: string;
  /** As the request named it; a microversion where one was asked for. */
  readonly version: string;
  /** `lapsed`: its date has come, anywhere on earth where no zone is known, and it may stop answering. */
  readonly phase: 'guaranteed' | 'lapsed';
  /** Whether the answer itself says so. If not, the dates do that the client was generated with. */
  readonly announced: boolean;
  /** As the answer says, else as the family's dates do. */
  readonly deprecatedAt?: Date;
  readonly sunsetAt?: Date;
  /** The version to move to, as the answer says, else as the family does. */
  readonly successor?: string;
  /** Of the answer: rel `deprecation`, `sunset`, `successor-version`. */
  readonly links: readonly VersionLink[];
}

type Notice = Omit<DeprecationNotice, 'operation' | 'version'>;

/** What there is to tell of an answer: undefined where neither it nor the family's dates say that the version ends. */
export function noticeOf(
  family: Family,
  entry: VersionEntry,
  { deprecated, links, ...said }: Announced,
  now: Date,
): Notice | undefined {
  const isOver = phase(entry, family, now, 'client') === 'lapsed';
  const announced = deprecated || said.sunsetAt !== undefined;
  if (!announced && !isOver) return undefined;
  const isPast = said.sunsetAt !== undefined && said.sunsetAt <= now;
  const since =
    said.deprecatedAt ?? (isOver || entry.state === 'DEPRECATED' ? sinceOf(family, entry) : undefined);
  const sunsetAt = said.sunsetAt ?? endOf(family, entry);
  const successor = successorIn(family, entry, { links });
  return {
    phase: isOver || isPast ? 'lapsed' : 'guaranteed',
    announced,
    ...(since && { deprecatedAt: since }),
    ...(sunsetAt && { sunsetAt }),
    ...(successor !== undefined && { successor }),
    links,
  };
}

/** The end of the guarantee as a client counts: from where the day begins first. */
export function endOf(family: Family, entry: VersionEntry): Date | undefined {
  const end = endOfGuarantee(entry, family);
  return end && new Date(end.earliest);
}

function sinceOf(family: Family, entry: VersionEntry): Date | undefined {
  const since = startOfDeprecation(entry, family);
  return since && new Date(since.earliest);
}

/** Generated servers name it in the title of the link. A title of another form is for people. */
export function successorIn(
  family: Family,
  entry: VersionEntry,
  { links }: Pick<Announced, 'links'>,
): string | undefined {
  const title = links.find(({ rel }) => rel === 'successor-version')?.title ?? '';
  const isId = parseVersionId(title)?.scheme === parseVersionId(entry.id)?.scheme;
  return isId && title !== '' ? title : successorOf(family, entry);
}
