// Hides how a YAML text is gone through: the events of its parser, in which a node is the number of its first event.
import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';
import { type Indented, readIndented } from './indentation.js';
import type { MemberPlace, NodeId, Nodes } from './nodes.js';

export class YamlNodes implements Nodes {
  /** Behind the event that begins the document. */
  readonly root: NodeId = 1;
  readonly #read: Indented<readonly Event[]>;
  readonly #text: string;
  readonly #events: readonly Event[];
  /** The nodes of each anchor, in the order of the text. */
  #anchors: ReadonlyMap<string, readonly NodeId[]> | undefined;

  constructor(text: string) {
    this.#read = eventsOf(text);
    this.#text = this.#read.text;
    this.#events = this.#read.value;
  }

  members(given: NodeId): ReadonlyMap<string, MemberPlace> | undefined {
    // What an alias stands for is written at its anchor.
    const node = this.#anchored(given);
    const type = this.#events[node]?.type;
    if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) return undefined;
    const members = new Map<string, MemberPlace>();
    for (let at = node + 1; at < this.#events.length && this.#events[at]?.type !== EVENT_ID.POP; ) {
      const offset = this.offset(at);
      let name: string | undefined = String(members.size);
      if (type === EVENT_ID.MAPPING) {
        name = this.string(this.#anchored(at));
        at = this.#after(at);
      }
      if (name !== undefined) members.set(name, { offset, node: at });
      at = this.#after(at);
    }
    return members;
  }

  string(node: NodeId): string | undefined {
    const event = this.#events[this.#anchored(node)];
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, event) : undefined;
  }

  offset(node: NodeId): number {
    return this.#read.original(this.#start(node));
  }

  #start(node: NodeId): number {
    const event = this.#events[node];
    switch (event?.type) {
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        return event.start;
      case EVENT_ID.SCALAR: {
        const isQuoted =
          event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
        return Math.max(0, isQuoted ? event.valueStart - 1 : event.valueStart);
      }
      case EVENT_ID.ALIAS:
        return event.anchorStart - 1;
      default:
        return 0;
    }
  }

  #after(node: NodeId): NodeId {
    let [at, depth] = [node, 0];
    do {
      const type = this.#events[at]?.type;
      if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
      else if (type === EVENT_ID.POP) depth--;
      at++;
    } while (depth > 0 && at < this.#events.length);
    return at;
  }

  /** The node itself, or for an alias the last node before it that has its anchor. */
  #anchored(node: NodeId): NodeId {
    const alias = this.#events[node];
    if (alias?.type !== EVENT_ID.ALIAS) return node;
    this.#anchors ??= this.#findAnchors();
    const nodes = this.#anchors.get(this.#anchor(alias) ?? '') ?? [];
    let [from, to] = [0, nodes.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((nodes[middle] ?? node) < node) from = middle + 1;
      else to = middle;
    }
    return nodes[from - 1] ?? node;
  }

  #findAnchors(): ReadonlyMap<string, readonly NodeId[]> {
    const anchors = new Map<string, NodeId[]>();
    for (const [at, event] of this.#events.entries()) {
      const name = event.type === EVENT_ID.ALIAS ? undefined : this.#anchor(event);
      if (name === undefined) continue;
      const known = anchors.get(name);
      if (known) known.push(at);
      else anchors.set(name, [at]);
    }
    return anchors;
  }

  #anchor(event: Event): string | undefined {
    if (!('anchorStart' in event) || event.anchorStart < 0) return undefined;
    return this.#text.slice(event.anchorStart, event.anchorEnd);
  }
}

function eventsOf(text: string): Indented<readonly Event[]> {
  try {
    return readIndented(text, (each) => parseEvents(each, {}));
  } catch {
    // Without places, what there is to say can still be said.
    return { value: [], text, original: (offset) => offset };
  }
}
