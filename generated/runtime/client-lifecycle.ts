// Hides what a client of a family hears of its version's life: warnings told once, and refusals that mean the version.
import type { ClientLifecycle, WatchedExchange } from './client.js';
import { type Announced, announcedIn, type VersionLink } from './deprecation-headers.js';
import {
  compareVersions,
  endOfGuarantee,
  type Family,
  isTimeZone,
  parseVersionId,
  phase,
  startOfDeprecation,
  successorOf,
  type VersionEntry,
} from './lifecycle.js';
import { selectorReader, selectorValue } from './selector.js';
import { UnexpectedAnswer } from './unexpected.js';
import { bodyOf, offeredIn, VersionUnavailable } from './version-unavailable.js';

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

export interface LifecycleOptions {
  /**
   * Called once for each operation and version, with the first answer that announces an end in Deprecation or Sunset, or that comes
   * once the guarantee has lapsed. Nobody waits for it, and the call gets its answer whatever it does: what it throws goes to the
   * platform's `reportError`, or to the console where there is none.
   */
  readonly onDeprecation?: (notice: DeprecationNotice) => unknown;
  /** The clock; that of the platform by default. */
  readonly now?: () => Date;
}

/**
 * What makes a client of one version follow its life. It remembers what it told: give each client one of its own.
 * @param version id in the family  @param microversion within it; sent instead
 * @throws TypeError where the family does not have them
 */
export function followVersion(
  given: Family,
  version: string,
  { onDeprecation, now = () => new Date() }: LifecycleOptions = {},
  microversion?: string,
): ClientLifecycle {
  const family = readable(given);
  const own = family.versions.find(({ id }) => id === version);
  if (!own) throw new TypeError(`${family.family} has no version ${JSON.stringify(version)}`);
  const sent = microversion ?? version;
  const read = selectorReader(family.selector);
  const told = new Set<string>();

  /** A call's own headers may name another version than the client's. */
  const named = ({ request }: WatchedExchange): { asked: string; entry: VersionEntry } => {
    const said =
      family.selector.in === 'path'
        ? undefined
        : read({ url: new URL(request.url), headers: request.headers });
    const asked = said?.kind === 'named' ? said.text : sent;
    return { asked, entry: family.versions.find(({ id }) => id === asked) ?? own };
  };

  const tell = (exchange: WatchedExchange): void => {
    const { asked, entry } = named(exchange);
    const key = JSON.stringify([exchange.operation.name, asked]);
    if (!onDeprecation || told.has(key)) return;
    const announced = announcedIn(exchange.response.headers, exchange.request.url);
    const notice = noticeOf(family, entry, announced, now());
    if (!notice) return;
    told.add(key);
    const called = new Promise((resolve) => {
      resolve(onDeprecation({ operation: exchange.operation.name, version: asked, ...notice }));
    });
    called.catch(report);
  };

  const refusalOf = (
    exchange: WatchedExchange,
    body: unknown,
    cause?: UnexpectedAnswer,
  ): VersionUnavailable | undefined => {
    const { operation, request, response } = exchange;
    const { asked, entry } = named(exchange);
    const offered = offeredIn(family, { operation, request, response, asked, body });
    if (!offered) return undefined;
    const announced = announcedIn(response.headers, request.url);
    const sunsetAt = announced.sunsetAt ?? endOf(family, entry);
    const successor = successorIn(family, entry, announced);
    const facts = { asked, status: response.status, ...offered, links: announced.links, body, response };
    return new VersionUnavailable(
      operation.name,
      { ...facts, ...(sunsetAt && { sunsetAt }), ...(successor !== undefined && { successor }) },
      cause,
    );
  };

  return {
    ...(microversion !== undefined && { version: wireVersion(family, own, microversion) }),
    watch: async (exchange, answer) => {
      const refusal = await answer.then(
        (result) => refusalOf(exchange, errorOf(result)),
        (error: unknown) =>
          error instanceof UnexpectedAnswer ? refusalOf(exchange, bodyOf(error), error) : undefined,
      );
      if (refusal) throw refusal;
      try {
        tell(exchange);
      } catch (error) {
        report(error);
      }
      return answer;
    },
  };
}

function errorOf(result: unknown): unknown {
  return (result as { readonly error?: unknown }).error;
}

/** A zone that this platform does not know is none: dates are then counted from where a day begins first. */
function readable({ timezone, ...family }: Family): Family {
  return timezone !== undefined && isTimeZone(timezone) ? { ...family, timezone } : family;
}

function wireVersion(
  { family, selector }: Family,
  entry: VersionEntry,
  microversion: string,
): NonNullable<ClientLifecycle['version']> {
  const { from, id } = entry;
  const isWithin =
    from !== undefined &&
    parseVersionId(microversion)?.scheme === parseVersionId(id)?.scheme &&
    compareVersions(from, microversion) <= 0 &&
    compareVersions(microversion, id) <= 0;
  if (isWithin && selector.in !== 'path' && selector.in !== 'none') {
    const { name } = selector;
    return {
      id: microversion,
      in: selector.in,
      ...(name !== undefined && { name }),
      value: selectorValue(selector, microversion),
    };
  }
  const all = from === undefined ? 'none' : `those from ${from} to ${id}`;
  throw new TypeError(`${family}: of microversions ${id} has ${all}, not ${JSON.stringify(microversion)}`);
}

type Notice = Omit<DeprecationNotice, 'operation' | 'version'>;

function noticeOf(
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

/** As a client counts: from where the day begins first. */
function endOf(family: Family, entry: VersionEntry): Date | undefined {
  const end = endOfGuarantee(entry, family);
  return end && new Date(end.earliest);
}

function sinceOf(family: Family, entry: VersionEntry): Date | undefined {
  const since = startOfDeprecation(entry, family);
  return since && new Date(since.earliest);
}

/** Generated servers name it in the title of the link. A title of another form is for people. */
function successorIn(
  family: Family,
  entry: VersionEntry,
  { links }: Pick<Announced, 'links'>,
): string | undefined {
  const title = links.find(({ rel }) => rel === 'successor-version')?.title ?? '';
  const isId = parseVersionId(title)?.scheme === parseVersionId(entry.id)?.scheme;
  return isId && title !== '' ? title : successorOf(family, entry);
}

function report(error: unknown): void {
  const { reportError } = globalThis as { readonly reportError?: (error: unknown) => void };
  if (reportError) reportError(error);
  else console.error(error);
}
