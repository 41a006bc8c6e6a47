// Hides how machines and mailboxes are named: IP addresses, host names and e-mail addresses, plain and international.

/** Dotted quad without leading zeros (RFC 2673 §3.2). */
export function isIpv4(text: string): boolean {
  const parts = text.split('.', 5);
  return (
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  );
}

/** RFC 4291 §2.2, with a dotted quad as its end (§2.2.3); without a zone. */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = halves.at(-1) === '' ? '' : (groups.at(-1) ?? '');
  const quad = isIpv4(last);
  const hexadecimal = quad ? groups.slice(0, -1) : groups;
  const length = hexadecimal.length + (quad ? 2 : 0);
  if (halves.length > 2 || !hexadecimal.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  // `::` stands for one group of zeros at least.
  return halves.length === 2 ? length < 8 : length === 8;
}

/** RFC 1123 §2.1: letters, digits and inner hyphens; labels up to 63 characters, 253 in all; no dot at the end. */
export function isHostname(text: string): boolean {
  return text.length <= 253 && text.split('.').every(isLabel);
}

/** A mailbox (RFC 5321 §4.1.2): also with a quoted local part, in a single-label domain, or at an address (`a@[192.0.2.1]`). */
export function isEmail(text: string): boolean {
  if (COMMON_EMAIL.test(text)) return true;
  return isMailbox(text, /[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/, /[^ !#-[\]-~]/, isHostname);
}

/** What most of them look like, judged at once. */
const COMMON_EMAIL = /^\w{1,64}@[a-z0-9]{1,63}\.[a-z]{1,63}$/i;

/** RFC 6531: a mailbox whose local part and domain may hold characters beyond ASCII. */
export function isIdnEmail(text: string): boolean {
  return isMailbox(
    text,
    /[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.\u{80}-\u{10ffff}-]|\p{C}|\p{Z}/u,
    /[^ !#-[\]-~\u{80}-\u{10ffff}]|\p{Cc}/u,
    isIdnHostname,
  );
}

/**
 * RFC 5890 in what matters: letters, marks, digits and inner hyphens of any script, no mark first, no `--` in third and
 * fourth place but in A-labels. The contextual rules of RFC 5892 are not looked into: the characters they speak of may stand anywhere.
 */
export function isIdnHostname(text: string): boolean {
  return text.length <= 253 && text.split(/[.\u3002\uff0e\uff61]/).every(isIdnLabel);
}

function isLabel(label: string): boolean {
  return /^[a-z0-9-]{1,63}$/i.test(label) && !label.startsWith('-') && !label.endsWith('-');
}

function isIdnLabel(label: string): boolean {
  if (/^xn--/i.test(label)) return isLabel(label);
  return (
    /^[\p{L}\p{M}\p{Nd}\u00b7\u0375\u05f3\u05f4\u200c-\u200d\u30fb-]{1,63}$/u.test(label) &&
    !/^[-\p{M}]|^..--|-$/u.test(label)
  );
}

/** @param notInAtom @param notQuoted a character that may not stand in the local part as it is, or in quotes */
function isMailbox(
  text: string,
  notInAtom: RegExp,
  notQuoted: RegExp,
  isDomain: (text: string) => boolean,
): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  const quoted = local.length >= 2 && local.startsWith('"') && local.endsWith('"');
  const sound = quoted
    ? !notQuoted.test(local.slice(1, -1).replace(/\\[ -~]/g, ''))
    : local.split('.').every((atom) => atom !== '') && !notInAtom.test(local);
  return at > 0 && sound && (isDomain(domain) || isAddressLiteral(domain));
}

function isAddressLiteral(domain: string): boolean {
  const [, address] = /^\[([^[\]]{1,60})\]$/.exec(domain) ?? [];
  if (address === undefined) return false;
  return /^ipv6:/i.test(address) ? isIpv6(address.slice(5)) : isIpv4(address);
}
