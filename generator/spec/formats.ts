// Hides which formats are known: those of JSON Schema, of OpenAPI's registry, and of 3.0. Of all others only their readers know what they mean.

/** https://spec.openapis.org/registry/format; `password`, which it lacks, is of OpenAPI 3.0 §4.4, `iso-…` and the fragment of common validators. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    'base64url binary byte char commonmark date-time date-time-local date decimal decimal128 double-int double duration email float ' +
    'hostname html http-date idn-email idn-hostname int16 int32 int64 int8 ipv4 ipv6 iri iri-reference json-pointer media-range ' +
    'password regex relative-json-pointer sf-binary sf-boolean sf-decimal sf-integer sf-string sf-token time time-local uint16 uint32 ' +
    'uint64 uint8 unixtime uri uri-reference uri-template uuid iso-time iso-date-time json-pointer-uri-fragment'
  ).split(' '),
);

/** What a document has of a format that is not known. */
export interface UnknownFormat<Place> {
  readonly format: string;
  /** Where it stands first. */
  readonly first: Place;
  readonly count: number;
}

/** Counts the formats that are not known, in the order in which they are met. */
export class UnknownFormats<Place> {
  readonly #found = new Map<string, { readonly first: Place; count: number }>();

  /** @param place asked for where the format is met for the first time */
  meet(format: string, place: () => Place): void {
    if (KNOWN.has(format)) return;
    const known = this.#found.get(format);
    if (known) known.count++;
    else this.#found.set(format, { first: place(), count: 1 });
  }

  all(): UnknownFormat<Place>[] {
    return [...this.#found].map(([format, found]) => ({ format, ...found }));
  }
}

export function unknownFormatMessage({ format, count }: UnknownFormat<unknown>): string {
  const where = count === 1 ? 'here' : `here first of ${count} times`;
  return `The format ${JSON.stringify(format)}, ${where}, is not known: every value fits it.`;
}

export const UNKNOWN_FORMAT_HINT =
  'Leave it where readers know it, correct its spelling, or say by pattern and bounds what it means.';
