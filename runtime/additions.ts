// Hides what a family adds to every answer of a version, and how that joins what an answer says itself.

/** Headers that are added, ready to be added: the same for all answers of a version until its date comes. */
export interface Additions {
  readonly vary: string | null;
  readonly link: string | null;
  /** Deprecation and Sunset. */
  readonly dates: readonly Field[];
  readonly others: readonly Field[];
}

/** Names in lower case, as platforms keep them: any other spelling is made anew for every answer. */
type Field = readonly [name: string, value: string];

/** Of an answer; `Headers` will do. */
export type OwnFields = Pick<Headers, 'append' | 'get' | 'has' | 'set'>;

const known = new WeakMap<Readonly<Record<string, string>>, Additions>();

/** The same for the same object. */
export function additionsOf(headers: Readonly<Record<string, string>>): Additions {
  const found = known.get(headers);
  if (found) return found;
  const all = new Headers(headers);
  const fields: Field[] = [];
  all.forEach((value, name) => {
    fields.push([name, value]);
  });
  const isDate = ([name]: Field) => name === 'deprecation' || name === 'sunset';
  const additions: Additions = {
    vary: all.get('vary'),
    link: all.get('link'),
    dates: fields.filter(isDate),
    others: fields.filter((each) => !isDate(each) && each[0] !== 'vary' && each[0] !== 'link'),
  };
  known.set(headers, additions);
  return additions;
}

/** The family's word on the echo; the answer's own on Deprecation and Sunset, which may be those of a single operation. */
export function addTo(own: OwnFields, { vary, link, dates, others }: Additions): void {
  if (dates.length > 0 && !own.has('deprecation') && !own.has('sunset'))
    for (const [name, value] of dates) own.set(name, value);
  for (const [name, value] of others) own.set(name, value);
  if (vary !== null) own.set('vary', mergedVary(own.get('vary'), vary));
  if (link !== null) own.append('link', link);
}

function mergedVary(own: string | null, added: string): string {
  if (own === null || own.trim() === '') return added;
  const names = own.split(',').map((name) => name.trim().toLowerCase());
  if (names.includes('*')) return own;
  const missing = added.split(', ').filter((name) => !names.includes(name.toLowerCase()));
  return [own, ...missing].join(', ');
}
