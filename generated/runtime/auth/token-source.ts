// Hides how a token that runs out is kept: asked for once however many requests wait for it, and anew shortly before it ends.
import type { Clock } from './authenticate.js';

/** A token, and until when it is good; without an end it is kept for good. */
export interface Token {
  readonly value: string;
  readonly expires?: Date;
}

/** Milliseconds before its end from which a token is not used any more: requests take time, and clocks differ. */
const MARGIN = 30_000;

/** @param obtain asks for a new token; where it rejects, the next request asks again */
export function tokenSource(obtain: () => Promise<Token>, now: Clock): () => Promise<string> {
  let held: Promise<Token> | undefined;
  return async () => {
    const waiting = held;
    const token = await waiting?.catch(() => undefined);
    if (token && !(token.expires && token.expires.getTime() - MARGIN <= now().getTime())) return token.value;
    // Of those who waited for a token that is no good any more, the first one asks for the next.
    if (held === waiting) held = obtain();
    return (await (held ?? obtain())).value;
  };
}
