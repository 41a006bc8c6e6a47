// What texts of either syntax are to who looks for places in them. Types only.

/** A node of one text, which alone knows what the number means. */
export type NodeId = number;

export interface MemberPlace {
  /** Of the key in a mapping, of the item in a list. */
  readonly offset: number;
  readonly node: NodeId;
}

export interface Nodes {
  readonly root: NodeId;
  /** Where a node begins. */
  offset(node: NodeId): number;
  /** The members of a mapping by key, or the items of a list by index; undefined where the node is neither. */
  members(node: NodeId): ReadonlyMap<string, MemberPlace> | undefined;
  /** The value of a string. */
  string(node: NodeId): string | undefined;
}
