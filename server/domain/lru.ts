/**
 * A bounded memo: keeps the `limit` values used last and forgets the rest, so that keys which come
 * from a request (a locale, a time zone) can't grow it.
 */
export const createLru = <Value>(limit: number) => {
  const values = new Map<string, Value>();

  /** The value of `key`, made by `make` where it isn't kept. What `make` throws is passed on, nothing kept. */
  return (key: string, make: () => Value): Value => {
    const kept = values.get(key);
    const value = kept ?? make();
    values.delete(key);
    values.set(key, value);
    const [oldest] = values.keys();
    if (values.size > limit) values.delete(oldest);
    return value;
  };
};
