// Hides how an instant is written the way that the document writes its own, and which members say when an item was made or changed.

/** What a member called so tells. */
export function timeOf(name: string): 'created' | 'updated' | undefined {
  const plain = name.replace(/[^a-z]/gi, '').toLowerCase();
  if (CREATED.test(plain)) return 'created';
  return UPDATED.test(plain) ? 'updated' : undefined;
}

const CREATED = /^(date)?(created?|creation|inserted|launched)(at|on|date|time|timestamp|datetime|utc)?$/;
const UPDATED =
  /^(date|last)?(updated?|modified|modification|changed)(at|on|date|time|timestamp|datetime|utc)?$/;

const DATE_TIME = /^(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d)(:\d\d)?(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)?$/i;

/** Whether a value says when something was. */
export function isTime(value: unknown): boolean {
  return writtenLike(value, EPOCH) !== undefined;
}

const EPOCH = new Date(0);
/** Earlier times are no times but small numbers. */
const OLDEST_SECONDS = 500_000_000;

/** An instant as a text or number of the same style; undefined where that is no time. */
export function writtenLike(shown: unknown, instant: Date): string | number | undefined {
  if (typeof shown === 'number') {
    if (!Number.isFinite(shown) || shown < OLDEST_SECONDS) return undefined;
    if (shown > OLDEST_SECONDS * 1000) return instant.getTime();
    return Number.isInteger(shown) ? Math.floor(instant.getTime() / 1000) : instant.getTime() / 1000;
  }
  if (typeof shown !== 'string') return undefined;
  const iso = instant.toISOString();
  if (/^\d{4}-\d\d-\d\d$/.test(shown)) return iso.slice(0, 10);
  if (/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(shown))
    return instant.toUTCString();
  if (/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/.test(shown))
    return instant.toUTCString().replace('GMT', '+0000');
  const [whole, , between = 'T', , seconds, fraction, zone = ''] = DATE_TIME.exec(shown) ?? [];
  if (whole === undefined) return undefined;
  const digits = iso.slice(20, 23).padEnd(fraction?.length ?? 0, '0');
  const utc = zone.toUpperCase() === 'Z' || zone === '' ? zone : `+00${zone.includes(':') ? ':' : ''}00`;
  const clock = seconds === undefined ? iso.slice(11, 16) : iso.slice(11, 19);
  return `${iso.slice(0, 10)}${between}${clock}${fraction === undefined ? '' : `.${digits.slice(0, fraction.length)}`}${utc}`;
}
