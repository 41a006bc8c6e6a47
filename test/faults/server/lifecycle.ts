// Hides how a header chooses one of several versions with dates, and what an answer tells of their end.
import { type Chosen, type Headers_, Refused, type Seen } from './http.js';

export interface Version {
  readonly id: string;
  readonly state: 'PLANNED' | 'CURRENT' | 'SUPPORTED' | 'DEPRECATED';
  /** When the guarantee ends: milliseconds since 1970, and the day as it is published. */
  readonly ends?: number;
  readonly day?: string;
  readonly successor?: string;
}

/** `undefined`: malformed. */
export type Asked = { readonly id: string | null } | undefined;

/** Everything about versions that may be decided rightly or wrongly. */
export interface VersionDecisions {
  readonly header: string;
  readonly versions: readonly Version[];
  readonly read: (header: string | null) => Asked;
  /** Answers where nobody says which. */
  readonly usual: string;
  /** The version that answers as `id`; undefined: there is none. */
  readonly find: (id: string, versions: readonly Version[]) => Version | undefined;
  readonly isServed: (version: Version, seen: Seen) => boolean;
  readonly statusOf: (why: 'malformed' | 'unknown') => number;
  readonly deprecation: (version: Version, now: number) => string | undefined;
  readonly sunset: (version: Version, now: number) => string | undefined;
  readonly link: (version: Version, now: number) => string | undefined;
  /** @param id the version that answers @param asked the header of the request */
  readonly echo: (id: string, asked: string | null) => string | undefined;
  readonly vary: string | undefined;
  /** What a refusal says of the versions that there are. */
  readonly range: (served: readonly Version[]) => string;
}

const DAY_MS = 86_400_000;
const NOTICE_DAYS = 90;

/** Begins in Seoul, which has not changed its clocks since 1988. */
export function startInSeoul(day: string): number {
  return Date.parse(`${day}T00:00:00+09:00`);
}

export function httpDate(instant: number): string {
  return new Date(instant).toUTCString();
}

export const beginsToEnd = ({ ends = 0 }: Version): number => ends - NOTICE_DAYS * DAY_MS;

/** Those that are DEPRECATED, and those whose day has come. */
export function isEnding({ state, ends }: Version, now: number): boolean {
  return state === 'DEPRECATED' || (ends !== undefined && now >= ends);
}

export function isLapsed({ ends }: Version, now: number): boolean {
  return ends !== undefined && now >= ends;
}

/** `service 1.3`, alone or among those of other services. */
export function readService(service: string): (header: string | null) => Asked {
  const own = new RegExp(`^${service} ([1-9]\\d*\\.(?:0|[1-9]\\d*))$`);
  return (header) => {
    if (header === null) return { id: null };
    const members = header.split(',').map((each) => each.trim());
    const named = members.filter((each) => each === service || each.startsWith(`${service} `));
    const [, id] = own.exec(named[0] ?? '') ?? [];
    return named.length !== 1 || id === undefined || members.includes('') ? undefined : { id };
  };
}

/** @throws Refused where no version answers */
export function choose(decisions: VersionDecisions, seen: Seen): Chosen {
  const { header, versions, read, usual, find, isServed, statusOf, echo, vary, range } = decisions;
  const varies: Headers_ = vary === undefined ? {} : { Vary: vary };
  const served = versions.filter((each) => isServed(each, seen));
  const asked = seen.headers.get(header);
  const found = read(asked);
  if (!found) {
    const text = `The header ${header} is malformed. ${range(served)}`;
    throw new Refused({ status: statusOf('malformed'), code: 'malformed_version', text, headers: varies });
  }
  const id = found.id ?? usual;
  const version = find(id, served);
  if (!version) {
    const text = `Version ${id} is not supported. ${range(served)}`;
    throw new Refused({ status: statusOf('unknown'), code: 'no_such_version', text, headers: varies });
  }
  const told = {
    [header]: echo(id, asked),
    Deprecation: decisions.deprecation(version, seen.now),
    Sunset: decisions.sunset(version, seen.now),
    Link: decisions.link(version, seen.now),
  };
  const headers: Record<string, string> = { ...varies };
  for (const [name, value] of Object.entries(told)) if (value !== undefined) headers[name] = value;
  return { version: id, headers };
}
