// Hides which keys of a path item are operations: the methods of OpenAPI 3.2 §4.8.9, in the order of the specification.

export const METHODS = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
] as const;

const KNOWN: ReadonlySet<string> = new Set(METHODS);

export function isMethod(key: string): key is (typeof METHODS)[number] {
  return KNOWN.has(key);
}

/** The keys below a path item that lead to an operation (OpenAPI 3.2 §4.9). */
export function methodKeys(method: string): readonly string[] {
  return isMethod(method) ? [method] : ['additionalOperations', method];
}

/** The method as it is sent: what stands under `additionalOperations` is spelled so already. */
export function verbOf(method: string): string {
  return isMethod(method) ? method.toUpperCase() : method;
}
