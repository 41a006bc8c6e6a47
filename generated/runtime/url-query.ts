// Hides how the query of a URL reads as an object.

/** By name; a list where a name comes more than once. */
export function queryIn(url: string | URL): Record<string, string | string[]> {
  const { searchParams } = new URL(url);
  const values = new Map<string, string | string[]>();
  // Not by its keys: some projects' types of the platform know no iterators.
  searchParams.forEach((value, name) => {
    const all = searchParams.getAll(name);
    values.set(name, all.length > 1 ? all : value);
  });
  return Object.fromEntries(values);
}
