// Hides that what follows from a part of a document is worked out once, and kept as long as that part is.

/** The same function, which does its work once for each object. What it gives is shared: nobody may change it. */
export function memo<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    let found = known.get(key);
    if (!found) {
      found = { value: work(key) };
      known.set(key, found);
    }
    return found.value;
  };
}
