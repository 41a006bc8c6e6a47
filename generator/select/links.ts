// Hides links between operations: one that leads to an operation which is gone goes with it.

import { isTree } from '../spec/forms.js';
import { localPointer, nodeAt, targetOf } from '../spec/references.js';
import type { OpenApi31 } from '../spec/types.js';
import { candidatesOf } from './operations.js';

/** The document without the links that lead to operations of `whole` which it does not have. */
export function withoutLinks(document: OpenApi31, whole: OpenApi31): OpenApi31 {
  const ids = (of: OpenApi31) => new Set(candidatesOf(of).map(({ node }) => node['operationId']));
  const [left, all] = [ids(document), ids(whole)];
  const leadsNowhere = (value: unknown): boolean => {
    const link = isTree(value) && typeof value['$ref'] === 'string' ? targetOf(whole, value['$ref']) : value;
    if (!isTree(link)) return false;
    const { operationId: id, operationRef: ref } = link;
    if (id !== undefined) return all.has(id) && !left.has(id);
    const pointer = typeof ref === 'string' ? localPointer(ref) : undefined;
    return (
      pointer !== undefined && nodeAt(document, pointer) === undefined && nodeAt(whole, pointer) !== undefined
    );
  };
  const response = (value: unknown) =>
    changed(value, (key, links) =>
      key === 'links' && isTree(links)
        ? Object.fromEntries(Object.entries(links).filter(([, link]) => !leadsNowhere(link)))
        : links,
    );
  const operation = (value: unknown): unknown =>
    changed(value, (key, member) => {
      if (key === 'responses') return changed(member, (_, each) => response(each));
      return key === 'callbacks' ? changed(member, (_, each) => callback(each)) : member;
    });
  const pathItem = (value: unknown): unknown =>
    changed(value, (key, member) =>
      key === 'additionalOperations' ? changed(member, (_, each) => operation(each)) : operation(member),
    );
  const callback = (value: unknown): unknown => changed(value, (_, item) => pathItem(item));
  const components: Readonly<Record<string, (value: unknown) => unknown>> = {
    responses: response,
    callbacks: callback,
    pathItems: pathItem,
    links: (link) => (leadsNowhere(link) ? undefined : link),
  };
  return changed(document, (key, member) => {
    if (key === 'paths' || key === 'webhooks') return changed(member, (_, item) => pathItem(item));
    if (key !== 'components') return member;
    return changed(member, (kind, map) => {
      const turn = Object.hasOwn(components, kind) ? components[kind] : undefined;
      return turn ? changed(map, (_, each) => turn(each)) : map;
    });
  });
}

/** An object with its members turned, without those that come out as undefined; itself where nothing changes. */
export function changed<T>(value: T, turn: (key: string, member: unknown) => unknown): T {
  if (!isTree(value)) return value;
  let differs = false;
  const members = Object.entries(value).flatMap(([key, member]) => {
    const turned = turn(key, member);
    differs ||= turned !== member;
    return turned === undefined ? [] : [[key, turned] as const];
  });
  return differs ? (Object.fromEntries(members) as T) : value;
}
