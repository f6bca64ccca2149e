import { redactHead } from './cut';

/** Deeper levels, longer collections and further strings are cut, each with a marker. */
export interface DataBounds {
  maxDepth: number;
  maxItems: number;
  maxBytes: number;
}

export interface DataRules {
  /** What becomes of each string, keys included. */
  onText: (text: string) => string;
  /** What is shown instead of the value under `key`, whatever it is; undefined for the value itself. */
  onField: (key: string) => string | undefined;
  /** What is shown instead of a list's text after `name`, as in a request's raw headers; undefined for the text itself. */
  onItemAfter: (name: string) => string | undefined;
}

export type PlainData = string | number | boolean | null | PlainData[] | PlainRecord;

interface PlainRecord {
  [key: string]: PlainData;
}

const ERROR_FIELDS = ['name', 'message', 'code', 'status', 'stack', 'cause', 'errors'];

const describeBinary = (value: ArrayBuffer | ArrayBufferView) =>
  `[${value.constructor?.name ?? 'Binary'}: ${value.byteLength} bytes]`;

const describeDate = (value: Date) => {
  const instant = Date.prototype.getTime.call(value);
  return Number.isNaN(instant) ? 'Invalid Date' : new Date(instant).toISOString();
};

const className = (value: object): string | null => {
  const constructor: unknown = Object.getPrototypeOf(value)?.constructor;
  return typeof constructor === 'function' && constructor !== Object ? constructor.name : null;
};

/** A property's value; a getter of the host may be slow, may throw, may change something. */
const readWithoutGetter = (value: object, key: string): unknown => {
  const property = Object.getOwnPropertyDescriptor(value, key);
  if (property) return 'value' in property ? property.value : '[getter]';
  if (!ERROR_FIELDS.includes(key)) return undefined;
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(value) ?? {}, key)?.value;
};

const ownKeys = (value: object): string[] =>
  value instanceof Error
    ? [
        ...new Set([
          ...ERROR_FIELDS.filter((key) => readWithoutGetter(value, key) !== undefined),
          ...Object.keys(value),
        ]),
      ]
    : Object.keys(value);

type Field = [name: string, value: unknown];

/** `{ name: 'password', value: '…' }` is a field called "password". */
const insteadOfValue = (value: object, onField: DataRules['onField']) =>
  ['name', 'key']
    .map((field) => readWithoutGetter(value, field))
    .map((name) => (typeof name === 'string' ? onField(name) : undefined))
    .find((instead) => instead !== undefined);

function* fieldsOf(value: object, onField: DataRules['onField']): Generator<Field> {
  const name = value instanceof Error ? null : className(value);
  if (name) yield ['[class]', name];
  for (const key of ownKeys(value)) {
    const instead = key === 'value' ? insteadOfValue(value, onField) : undefined;
    yield [key, instead ?? readWithoutGetter(value, key)];
  }
}

function* fieldsOfMap(map: Map<unknown, unknown>): Generator<Field> {
  for (const [key, value] of Map.prototype.entries.call(map)) {
    yield [typeof key === 'object' ? '[object]' : String(key), value];
  }
}

/**
 * Turns whatever a caller gave as `data` into plain JSON values, within bounds: no getter runs, no
 * `toJSON` is called, cycles and unreadable parts become markers. Never throws.
 */
export const toPlainData = (
  given: unknown,
  { maxDepth, maxItems, maxBytes }: DataBounds,
  { onText, onField, onItemAfter }: DataRules
): PlainData => {
  const ancestors = new Set<object>();
  let bytesLeft = maxBytes;

  const text = (value: string): string => {
    const room = Math.max(0, bytesLeft);
    const head = redactHead(value, room, onText);
    const shown = value.length > room ? `${head} … [cut]` : head;
    bytesLeft -= Buffer.byteLength(shown) + 3;
    return shown;
  };

  const list = (values: Iterable<unknown>, depth: number): PlainData[] => {
    const shown: PlainData[] = [];
    let previous: unknown;
    for (const value of values) {
      if (shown.length >= maxItems || bytesLeft <= 0) {
        shown.push('[cut: more items]');
        break;
      }
      const instead = typeof previous === 'string' ? onItemAfter(previous) : undefined;
      shown.push(instead ?? plain(value, depth));
      previous = value;
    }
    return shown;
  };

  const record = (fields: Iterable<Field>, depth: number) => {
    const shown: [string, PlainData][] = [];
    // Two names that are both blanked out must not share one field.
    const counts = new Map<string, number>();
    for (const [name, value] of fields) {
      if (shown.length >= maxItems || bytesLeft <= 0) {
        shown.push(['…', '[cut: more fields]']);
        break;
      }
      const field = text(name);
      const count = (counts.get(field) ?? 0) + 1;
      counts.set(field, count);
      const unique = count === 1 ? field : `${field} ${count}`;
      shown.push([unique, onField(name) ?? plain(value, depth)]);
    }
    // Unlike an assignment, this makes a field of "__proto__" as well.
    return Object.fromEntries(shown);
  };

  const container = (value: object, depth: number): PlainData => {
    if (ancestors.has(value)) return '[circular]';
    if (depth >= maxDepth) return '[cut: too deep]';
    ancestors.add(value);
    try {
      if (Array.isArray(value)) return list(value, depth + 1);
      if (value instanceof Set) return list(Set.prototype.values.call(value), depth + 1);
      if (value instanceof Map) return record(fieldsOfMap(value), depth + 1);
      return record(fieldsOf(value, onField), depth + 1);
    } finally {
      ancestors.delete(value);
    }
  };

  const object = (value: object, depth: number): PlainData => {
    if (value instanceof Date) return text(describeDate(value));
    if (value instanceof URL || value instanceof RegExp) return text(String(value));
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return describeBinary(value);
    if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
      return `[${className(value) ?? 'object'}]`;
    }
    return container(value, depth);
  };

  const plain = (value: unknown, depth: number): PlainData => {
    // Whatever it is costs something: lists of one and the same list would never end.
    bytesLeft -= 8;
    try {
      switch (typeof value) {
        case 'string':
          return text(value);
        case 'number':
          return Number.isFinite(value) ? value : String(value);
        case 'boolean':
          return value;
        case 'bigint':
          return text(`${value}n`);
        case 'symbol':
          return text(String(value));
        case 'function':
          return '[function]';
        case 'object':
          return value === null ? null : object(value, depth);
        default:
          return null;
      }
    } catch {
      return '[unreadable]'; // a proxy's trap threw
    }
  };

  return plain(given, 0);
};
