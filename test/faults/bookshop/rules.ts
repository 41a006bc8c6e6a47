// Hides what the bookshop's requests may hold.
import {
  all,
  between,
  type Complaint,
  type Fields,
  isFlag,
  isInteger,
  isMembers,
  isText,
  length,
  listOf,
  matches,
  needed,
  oneOf,
  optional,
  orNull,
  type Rule,
  record,
  where,
} from '../server/rules.js';

const isNumber = where((value) => typeof value === 'number', 'must be a number');
const isDate = all(
  isText,
  where((value) => {
    const text = String(value);
    return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
  }, 'must be a date'),
);
const isPrice = all(
  isNumber,
  between(0, 10_000),
  where((value) => Math.round(Number(value) * 100) / 100 === value, 'has fractions of a cent'),
);
const areLabels = all(
  listOf(length(1, 20)),
  where((value) => Array.isArray(value) && value.length <= 5, 'has more than 5', 'constraint'),
  where(
    (value) => Array.isArray(value) && new Set(value).size === value.length,
    'says one twice',
    'constraint',
  ),
);
export const GENRES = ['novel', 'essay', 'poem'];

export const SHELF: Rule = record({
  theme: needed(length(1, 40)),
  note: optional(orNull(length(0, 100))),
});

const BOOK: Fields = {
  title: needed(length(1, 80)),
  author: optional(orNull(length(0, 60))),
  genre: optional(oneOf(GENRES)),
  price: needed(isPrice),
  labels: optional(areLabels),
  language: optional(matches(/^[a-z]{2}$/)),
  published: optional(isDate),
};
const KINDS: Readonly<Record<string, Rule>> = {
  paper: record({ ...BOOK, pages: needed(all(isInteger, between(1, 5000))) }),
  ebook: record({
    ...BOOK,
    megabytes: needed(
      all(
        isNumber,
        between(0, 500),
        where((value) => value !== 0, 'must be more than 0'),
      ),
    ),
  }),
};

export const ANY_BOOK: Rule = (value, at) => {
  const kind = isMembers(value) && typeof value['kind'] === 'string' ? value['kind'] : '';
  const wrong: Complaint = { at: 'kind', reason: 'constraint', text: 'must be paper or ebook' };
  return Object.hasOwn(KINDS, kind) ? (KINDS[kind]?.(value, at) ?? []) : [wrong];
};

export const CHANGE: Rule = all(
  record(
    {
      title: optional(length(1, 80)),
      author: optional(orNull(length(0, 60))),
      price: optional(isPrice),
      labels: optional(areLabels),
    },
    'refused',
  ),
  where((value) => isMembers(value) && Object.keys(value).length > 0, 'changes nothing', 'constraint'),
);

export const ORDER: Rule = record({
  title: needed(length(1, 80)),
  copies: needed(all(isInteger, between(1, 99))),
  mail: optional(
    all(
      isText,
      where((value) => /^[^\s@]+@[^\s@]+$/.test(String(value)), 'must be an address'),
    ),
  ),
  gift: optional(isFlag),
  notify: optional(
    all(
      isText,
      where((value) => URL.canParse(String(value)), 'must be a URI'),
    ),
  ),
});

export const PRICES: Rule = record({ least: optional(isNumber), most: optional(isNumber) });
export { isNumber };
