export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

/** The value of an object's own field, without running a getter; undefined for anything else. */
export const ownField = (value: unknown, name: string): unknown =>
  isObject(value) ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
