// Hides how text that comes in pieces becomes lines: a piece may end anywhere, between the two halves of a line end too.

/** A line grew longer than is allowed; what follows it is not read. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

const ENDS = {
  /** LF, CR or both (WHATWG HTML §9.2.5). */
  any: /\r\n?|\n/g,
  /** JSON Lines. */
  feed: /\n/g,
  /** RFC 7464 §2.2. */
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is one
  record: /\u001e/g,
} as const;

/** Takes text as it comes and gives whole lines, without what ends them. The cost grows with the text, however small its pieces are. */
export class Lines {
  readonly #kind: keyof typeof ENDS;
  readonly #limit: number;
  #begun: string[] = [];
  #length = 0;
  /** The last piece ended in CR: that ended its line already, and an LF to come belongs to it. */
  #returned = false;

  /** @param limit UTF-16 units that a line may have */
  constructor(kind: keyof typeof ENDS, limit: number) {
    this.#kind = kind;
    this.#limit = limit;
  }

  /** The lines that end in this piece. @throws LineTooLong */
  *push(piece: string): Generator<string, void> {
    if (piece === '') return;
    let from = this.#returned && piece.startsWith('\n') ? 1 : 0;
    this.#returned = this.#kind === 'any' && piece.endsWith('\r');
    const text = piece.slice(from);
    from = 0;
    for (const { 0: end, index } of text.matchAll(ENDS[this.#kind])) {
      this.#keep(text.slice(from, index));
      from = index + end.length;
      yield this.rest();
    }
    this.#keep(text.slice(from));
  }

  /** What came since the last line end. */
  rest(): string {
    const line = this.#begun.join('');
    this.#begun = [];
    this.#length = 0;
    return line;
  }

  #keep(text: string): void {
    if (text === '') return;
    this.#length += text.length;
    if (this.#length > this.#limit) throw new LineTooLong(`It is longer than ${this.#limit} characters.`);
    this.#begun.push(text);
  }
}
