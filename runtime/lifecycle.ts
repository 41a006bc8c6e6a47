// Hides the calendar of a version family: states, dates, zones. Pure: the instant is always an argument.

export type State = 'PLANNED' | 'CURRENT' | 'SUPPORTED' | 'DEPRECATED' | 'RETIRED';

/** One version of a family, as family.yaml states it. Dates are YYYY-MM-DD. */
export interface VersionEntry {
  readonly id: string;
  readonly state: State;
  /** The first day on which the provider may stop answering this version. */
  readonly notBefore?: string;
  /** When it was declared deprecated; without it, `notBefore` minus the notice. */
  readonly deprecatedAt?: string;
  readonly successor?: string;
  /** The lowest microversion that the same document also describes (`3.0` for an entry `3.70`). */
  readonly from?: string;
}

/** How a request names its version. `format` holds `{version}` once, e.g. `virtualserver {version}`. */
export interface Selector {
  readonly in: 'header' | 'query' | 'path' | 'media-type' | 'none';
  /** Header, query parameter or media type parameter. */
  readonly name?: string;
  readonly format: string;
  readonly whenAbsent: 'current' | 'minimum' | 'required';
}

export interface Family {
  readonly family: string;
  readonly selector: Selector;
  /** IANA zone in which the dates are meant; undefined where the provider does not say. */
  readonly timezone?: string;
  readonly noticeDays: number;
  /** Statuses of answers for versions that are not available. */
  readonly unavailable: { readonly retired: number; readonly unknown: number; readonly malformed: number };
  readonly afterNotBefore: 'serve' | 'gone';
  /** Newest first. */
  readonly versions: readonly VersionEntry[];
}
