// Hides which hash stands for a content: 128 bits of SHA-256, so that two contents with one digest cannot be made to order.
import { createHash } from 'node:crypto';

/** 32 hexadecimal digits; of a text, as it is written: in UTF-8. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}
