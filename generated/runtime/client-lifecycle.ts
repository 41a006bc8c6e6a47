// Hides what a client of a family hears of its version's life: warnings told once, and refusals that mean the version.
import type { ClientLifecycle, WatchedExchange } from './client-types.js';
import { reportOnConsole } from './console-report.js';
import { announcedIn } from './deprecation-headers.js';
import { type DeprecationNotice, endOf, noticeOf, successorIn } from './deprecation-notice.js';
import { describes, type Family, isTimeZone, type VersionEntry } from './lifecycle.js';
import { selectorReader, selectorValue } from './selector.js';
import { UnexpectedAnswer } from './unexpected.js';
import { bodyOf, offeredIn, VersionUnavailable } from './version-unavailable.js';

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

  /** A call's own headers may name another version than the client's, or none. */
  const named = ({ request }: WatchedExchange): Named => {
    // A prefix of the base URL may look like a version; the path of the document is the client's own.
    const isFixed = family.selector.in === 'path' || family.selector.in === 'none';
    const said = isFixed ? undefined : read({ url: new URL(request.url), headers: request.headers });
    const isNamed = said?.kind === 'named';
    const asked = isNamed ? said.text : sent;
    const exact = family.versions.find(({ id }) => id === asked);
    return { asked, isNamed, entry: exact ?? family.versions.find((each) => describes(each, asked)) ?? own };
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
    const { asked, isNamed, entry } = named(exchange);
    const offered = offeredIn(family, { operation, request, response, asked, isNamed, body });
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

interface Named {
  readonly asked: string;
  /** Whether the request says so beside its path. */
  readonly isNamed: boolean;
  readonly entry: VersionEntry;
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
  const isWithin = from !== undefined && describes(entry, microversion);
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

function report(error: unknown): void {
  const { reportError } = globalThis as { readonly reportError?: (error: unknown) => void };
  if (reportError) reportError(error);
  else reportOnConsole(error);
}
