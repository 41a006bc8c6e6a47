// Hides which version answers a request: reads the selector, finds the entry, and says what every answer must carry.
import {
  type Answer,
  answersOf,
  compareVersions,
  describes,
  type Family,
  parseVersionId,
  type Scheme,
  type VersionEntry,
} from './lifecycle.js';
import { type Asked, type SelectableRequest, selectorReader, selectorValue } from './selector.js';

/** The version that answers. */
export interface Served {
  readonly kind: 'serve';
  readonly entry: VersionEntry;
  /** The id that is echoed: the entry's own, or the microversion within it that was asked for. */
  readonly version: string;
  /** To be added to the answer: echo, Vary, Deprecation, Sunset, Link. */
  readonly headers: Readonly<Record<string, string>>;
}

/** No version answers; the version handlers are not to be called. */
export interface Unavailable {
  readonly kind: 'unavailable';
  readonly reason: 'malformed' | 'unknown' | 'retired';
  readonly status: number;
  /** The id asked for, in its one spelling; undefined where it was malformed. Safe to print: digits, dots, dashes, a `v`. */
  readonly asked?: string;
  /** Ids that would be served at this instant, newest first. */
  readonly supported: readonly string[];
  /** The oldest and the newest id that would be served, microversions counted. */
  readonly minimum?: string;
  readonly maximum?: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type Negotiation = Served | Unavailable;

/** What a client of a microversion family may ask for instead of a number: the CURRENT version. Malformed in other families. */
export const LATEST = 'latest';

/** Decides which version answers this request at this instant. Never throws for anything that a request can hold. */
export function negotiate(family: Family, request: SelectableRequest, instant: Date): Negotiation {
  return negotiatorOf(family)(request, instant);
}

/** The same with the family's dates and order worked out once; a server asks this at its start. */
export function negotiatorOf(family: Family): (request: SelectableRequest, instant: Date) => Negotiation {
  const negotiator = new Negotiator(family);
  return (request, instant) => negotiator.negotiate(request, instant);
}

class Negotiator {
  readonly #family: Family;
  readonly #newestFirst: readonly VersionEntry[];
  readonly #byId: ReadonlyMap<string, VersionEntry>;
  readonly #current: VersionEntry | undefined;
  readonly #hasMicroversions: boolean;
  readonly #scheme: Scheme | undefined;
  readonly #read: (request: SelectableRequest) => Asked;
  readonly #answer: (entry: VersionEntry, instant: Date) => Answer;
  /** The name of the header, where that is the selector; and as platforms keep it, which is what they find without spelling it anew. */
  readonly #header: string | undefined;
  readonly #key: string | undefined;
  /** What nearly every request says: the header as it names one version. Found by one look instead of being taken apart. */
  readonly #byHeader: ReadonlyMap<string | null, VersionEntry>;
  /** What is served under an entry's own id, by the answer that is due: the same for every request. */
  readonly #served = new Map<Answer, Served>();

  constructor(family: Family) {
    this.#family = family;
    this.#newestFirst = [...family.versions].sort((a, b) => compareVersions(b.id, a.id));
    this.#byId = new Map(family.versions.map((entry) => [entry.id, entry]));
    this.#current = family.versions.find((entry) => entry.state === 'CURRENT');
    this.#hasMicroversions = family.versions.some((entry) => entry.from !== undefined);
    this.#scheme = parseVersionId(this.#newestFirst[0]?.id ?? '')?.scheme;
    this.#read = selectorReader(family.selector);
    this.#answer = answersOf(family);
    const { selector, versions } = family;
    this.#header = selector.in === 'header' ? selector.name : undefined;
    this.#key = this.#header?.toLowerCase();
    this.#byHeader = new Map(versions.map((entry) => [selectorValue(selector, entry.id), entry]));
  }

  negotiate(request: SelectableRequest, instant: Date): Negotiation {
    const key = this.#key;
    const named = key === undefined ? undefined : this.#byHeader.get(request.headers.get(key));
    if (named) return this.#entry(named, named.id, instant);
    const asked = this.#read(request);
    if (asked.kind === 'absent') return this.#absent(instant);
    const text = asked.kind === 'named' ? this.#resolve(asked.text) : undefined;
    if (text === undefined) return this.#unavailable('malformed', instant);
    const entry = this.#find(text);
    return entry ? this.#entry(entry, text, instant) : this.#unavailable('unknown', instant, { asked: text });
  }

  /** An id in the family's scheme, and so in the one spelling that this allows; undefined for any other text. */
  #resolve(text: string): string | undefined {
    if (text === LATEST && this.#hasMicroversions) return this.#current?.id;
    return this.#scheme !== undefined && parseVersionId(text)?.scheme === this.#scheme ? text : undefined;
  }

  #absent(instant: Date): Negotiation {
    switch (this.#family.selector.whenAbsent) {
      case 'current':
        if (this.#current) return this.#entry(this.#current, this.#current.id, instant);
        break;
      case 'minimum': {
        const oldest = this.#servedAt(instant).at(-1);
        if (oldest) return this.#entry(oldest, oldest.from ?? oldest.id, instant);
        break;
      }
      case 'required':
    }
    return this.#unavailable('malformed', instant);
  }

  #entry(entry: VersionEntry, version: string, instant: Date): Negotiation {
    const answer = this.#answer(entry, instant);
    if (answer.serve)
      return version === entry.id ? this.#own(entry, answer) : this.#serve(entry, version, answer);
    const { reason = 'unknown', status, headers } = answer;
    return this.#unavailable(reason, instant, {
      asked: version,
      status,
      headers,
    });
  }

  #own(entry: VersionEntry, answer: Answer): Served {
    const known = this.#served.get(answer);
    if (known) return known;
    const served = this.#serve(entry, entry.id, answer);
    this.#served.set(answer, served);
    return served;
  }

  #serve(entry: VersionEntry, version: string, { headers }: Answer): Served {
    return { kind: 'serve', entry, version, headers: { ...headers, ...this.#echo(version) } };
  }

  #unavailable(
    reason: Unavailable['reason'],
    instant: Date,
    found: {
      asked?: string;
      status?: number | undefined;
      headers?: Readonly<Record<string, string>>;
    } = {},
  ): Unavailable {
    const served = this.#servedAt(instant);
    const [newest, oldest] = [served[0]?.id, served.at(-1)];
    const minimum = oldest?.from ?? oldest?.id;
    // What could be read of the request is echoed, re-spelt by us; of a malformed one nothing is, but the version that speaks instead.
    const spokenFor =
      found.asked ?? (this.#family.selector.whenAbsent === 'minimum' ? minimum : this.#current?.id);
    return {
      kind: 'unavailable',
      reason,
      status: found.status ?? this.#family.unavailable[reason],
      ...(found.asked !== undefined && { asked: found.asked }),
      supported: served.map((entry) => entry.id),
      ...(minimum !== undefined && newest !== undefined && { minimum, maximum: newest }),
      headers: { ...found.headers, ...this.#echo(spokenFor) },
    };
  }

  /** The echo and Vary. A query or path needs neither: the URL that a cache keeps already says the version. */
  #echo(version: string | undefined): Record<string, string> {
    const { selector } = this.#family;
    if (selector.in === 'media-type') return { Vary: 'Accept, Content-Type' };
    const header = this.#header;
    if (header === undefined) return {};
    return { Vary: header, ...(version !== undefined && { [header]: selectorValue(selector, version) }) };
  }

  #servedAt(instant: Date): readonly VersionEntry[] {
    return this.#newestFirst.filter((entry) => this.#answer(entry, instant).serve);
  }

  #find(id: string): VersionEntry | undefined {
    return this.#byId.get(id) ?? this.#newestFirst.find((entry) => describes(entry, id));
  }
}
