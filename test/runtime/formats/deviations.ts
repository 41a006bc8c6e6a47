// Hides nothing of the runtime: the list of what it says otherwise than ajv-formats 3.0, each with its reason.
import type { Format } from '../../../runtime/formats.js';

export interface Deviation {
  readonly formats: readonly Format[];
  readonly reason: string;
  /** What we say; ajv-formats says the opposite. */
  readonly ours: boolean;
  /** The class of values for which the two may disagree. */
  readonly when: (value: never) => boolean;
  readonly samples: readonly (string | number)[];
}

const authority = (text: string) => /^(?:[^/?#]*:)?\/\/([^/?#]*)/.exec(text)?.[1] ?? '';
const domain = (text: string) => text.slice(text.lastIndexOf('@') + 1);

export const DEVIATIONS: readonly Deviation[] = [
  {
    formats: ['time'],
    reason: 'an offset has hours, a colon and minutes (RFC 3339 §5.6)',
    ours: false,
    when: (text: string) => /[+-]\d\d(\d\d)?$/.test(text),
    samples: ['12:00:00+09', '12:00:00-0330'],
  },
  {
    formats: ['date-time'],
    reason: 'an offset in a date-time, too',
    ours: false,
    when: (text: string) => /[+-]\d\d(\d\d)?$/.test(text),
    samples: ['2024-02-29T12:00:00+09', '2024-02-29T12:00:00-0330'],
  },
  {
    formats: ['date-time'],
    reason:
      'the grammar has a T between date and time; the space stands in a note for other applications (RFC 3339 §5.6)',
    ours: false,
    when: (text: string) => /^[\d-]{10} /.test(text),
    samples: ['2024-02-29 12:00:00Z'],
  },
  {
    formats: ['date-time', 'iso-date-time'],
    reason: 'no standard puts tabs, line ends or other white space between date and time',
    ours: false,
    when: (text: string) => /^[\d-]{10}[^\S ]/.test(text),
    samples: ['2024-02-29\t12:00:00Z', '2024-02-29\n12:00:00Z', '2024-02-29\u00a012:00:00Z'],
  },
  {
    formats: ['uri'],
    reason: 'the path after a scheme may be empty: path-empty (RFC 3986 §3)',
    ours: true,
    when: (text: string) => /^[a-z][a-z0-9+.-]*:(?:[?#]|$)/i.test(text),
    samples: ['about:', 'urn:?q', 'x:#f'],
  },
  {
    formats: ['uri', 'uri-reference'],
    reason:
      'an authority begins with two slashes, not with one: brackets cannot stand in a path (RFC 3986 §3.2, §3.3)',
    ours: false,
    when: (text: string) => /^(?:[^/?#]*:)?\/\[/.test(text) || /^(?:[^/?#]*:)?\/[^/?#]*@\[/.test(text),
    samples: ['http:/[::1]', 'http:/a@[::1]/b'],
  },
  {
    formats: ['uri', 'uri-reference'],
    reason: 'after the host stands a port of digits, and one @ at most (RFC 3986 §3.2)',
    ours: false,
    when: (text: string) => /:.*\D|@.*@|:.*:/.test(authority(text)),
    samples: ['http://a:b/', 'http://a@b@c/', 'http://a:1:2/'],
  },
  {
    formats: ['uri-reference'],
    reason: 'a quotation mark is nowhere in the grammar (RFC 3986 appendix A)',
    ours: false,
    when: (text: string) => text.includes('"'),
    samples: ['/a"b', 'a?"', '//"'],
  },
  {
    formats: ['uri-reference'],
    reason: 'without a scheme the first segment of a path has no colon: path-noscheme (RFC 3986 §4.2)',
    ours: false,
    when: (text: string) => /^[^/?#]*:/.test(text) && !/^[a-z][a-z0-9+.-]*:/i.test(text),
    samples: ['1:2', ':a', 'a@b:c'],
  },
  {
    formats: ['uri-template'],
    reason: 'names of variables may have inner dots: varname (RFC 6570 §2.3)',
    ours: true,
    when: (text: string) => /\{[^{}]*\.[^{}]*\}/.test(text),
    samples: ['/{a.b}', '{?page.size,page.number*}'],
  },
  {
    formats: ['uri-template'],
    reason: 'DEL, C1 controls and noncharacters are no literals (RFC 6570 §2.1)',
    ours: false,
    when: (text: string) =>
      /[\u007f-\u009f\ufdd0-\ufdef\ufff0-\uffff]|\p{Cs}|[\u{e0000}-\u{e0fff}]|[\ufffe\uffff]$/u.test(text) ||
      [...text].some((each) => ((each.codePointAt(0) ?? 0) & 0xfffe) === 0xfffe),
    samples: ['a\u007f', 'a\u0085', '\uffff'],
  },
  {
    formats: ['email'],
    reason: 'a Mailbox may be quoted, in a domain of one label, or at an address (RFC 5321 §4.1.2)',
    ours: true,
    when: (text: string) =>
      text.startsWith('"') || domain(text).startsWith('[') || !domain(text).includes('.'),
    samples: ['"joe bloggs"@example.com', 'joe@localhost', 'joe@[192.0.2.1]', 'joe@[IPv6:2001:db8::1]'],
  },
  {
    formats: ['email'],
    reason: 'a domain is a host name: 63 characters a label, 253 in all (RFC 1035 §2.3.4)',
    ours: false,
    when: (text: string) => domain(text).length > 253 || /[^.]{64}/.test(domain(text)),
    samples: [`a@${'b'.repeat(64)}.com`, `a@${'b.'.repeat(126)}com`],
  },
  {
    formats: ['hostname'],
    reason:
      'the dot at the end belongs to the domain name system, not to a host name (RFC 1123 §2.1, RFC 952)',
    ours: false,
    when: (text: string) => text.endsWith('.'),
    samples: ['example.com.', 'a.'],
  },
  {
    formats: ['uuid'],
    reason: 'the URN is another form, with a section of its own (RFC 9562 §4)',
    ours: false,
    when: (text: string) => /^urn:/i.test(text),
    samples: ['urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6'],
  },
  {
    formats: ['json-pointer-uri-fragment'],
    reason:
      'a fragment may hold a question mark, and any character percent-encoded (RFC 3986 §3.5, RFC 6901 §6)',
    ours: true,
    when: (text: string) => text.includes('?') || /^#%2F/i.test(text) || /%7E[01]/i.test(text),
    samples: ['#/a?b', '#%2Fa'],
  },
  {
    formats: ['json-pointer-uri-fragment'],
    reason: 'what it decodes to must be UTF-8 and a pointer (RFC 6901 §6)',
    ours: false,
    when: (text: string) => /%7E/i.test(text) || /%[89a-f]/i.test(text),
    samples: ['#/%7E2', '#/%ff', '#/%E2%28%A1'],
  },
  {
    formats: ['relative-json-pointer'],
    reason: 'an index may be moved: index-manipulation (draft-bhutton-relative-json-pointer-00 §3)',
    ours: true,
    when: (text: string) => /^\d+[+-]\d/.test(text),
    samples: ['0+1', '0-1/a', '1-2#'],
  },
  {
    formats: ['regex'],
    reason: '\\Z is no anchor of ECMA-262, wherever it stands',
    ours: false,
    when: (text: string) => text.includes('\\Z'),
    samples: ['\\Z', 'a\\\\\\Z'],
  },
  {
    formats: ['regex'],
    reason: 'code points beyond U+FFFF are one character under Unicode rules, and \\u{61} is an a',
    ours: true,
    when: (text: string) => /\\u\{|\p{Surrogate}|[^\0-\uffff]/u.test(text),
    samples: ['[\\u{61}-\\u{7a}]', '[a-\u{1f600}-z]'],
  },
  {
    formats: ['byte'],
    reason: 'base64 has no line ends (RFC 4648 §3.1); ajv-formats looks at any one line',
    ours: false,
    when: (text: string) => /[\n\r\u2028\u2029]/.test(text),
    samples: ['AAAA\n!', '\n', '!\nAAAA'],
  },
  {
    formats: ['int64'],
    reason: 'beyond 2^63 there are no 64-bit integers',
    ours: false,
    when: (value: number) => Math.abs(value) > 2 ** 63,
    samples: [1e19, -1e300],
  },
  {
    formats: ['float'],
    reason: 'beyond 3.4e38 there are no numbers of single precision',
    ours: false,
    when: (value: number) => !(Math.abs(value) < 3.4e38),
    samples: [1e39, -1e300],
  },
  {
    formats: ['float', 'double'],
    reason: 'infinity is what a parser makes of 1e999, and no number of JSON (RFC 8259 §6)',
    ours: false,
    when: (value: number) => !Number.isFinite(value),
    samples: [Number.POSITIVE_INFINITY, Number.NaN],
  },
];
