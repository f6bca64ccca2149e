import { safeText } from './line-text';

/** Frames of a stack that follow one another, all of them in libraries or none. */
export interface StackPart {
  frames: string[];
  isLibrary: boolean;
}

/** A part of a line's data: an error with its message and its stack, or other values. */
export interface DataSection {
  /** The field that holds the error; null for the data itself. */
  label: string | null;
  /** The error's message, where the line doesn't have it. */
  text: string | null;
  stack: StackPart[];
  /** The other values, as indented JSON. */
  json: string | null;
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isError = (value: unknown): value is Fields & { stack: string } =>
  isFields(value) && typeof value.stack === 'string';

const FRAME = /^\s*at /;

const LIBRARY = /[\\/]node_modules[\\/]|\bnode:|\(internal\/|<anonymous>/;

/** The first frame always counts as our own: it's where the error was made. */
const toStack = (stack: string): StackPart[] => {
  const parts: StackPart[] = [];
  const frames = stack.split('\n').filter((line) => FRAME.test(line));
  frames.forEach((line, index) => {
    const frame = safeText(line.trim());
    const isLibrary = index > 0 && LIBRARY.test(frame);
    const part = parts.at(-1);
    if (part?.isLibrary === isLibrary) part.frames.push(frame);
    else parts.push({ frames: [frame], isLibrary });
  });
  return parts;
};

const textOf = ({ name, message }: Fields, said: string) => {
  const kind = typeof name === 'string' && name !== 'Error' ? name : '';
  const text = typeof message === 'string' && !said.includes(message) ? message : '';
  return safeText([kind, text].filter(Boolean).join(': ')) || null;
};

const toJson = (value: unknown) => safeText(JSON.stringify(value, null, 2) ?? '');

const OWN_FIELDS = ['name', 'message', 'stack'];

/** Strapi's logger writes both on an error that it logs. */
const LOGGER_FIELDS = ['level', 'timestamp'];

/** The fields of an error that its section has elsewhere, or that aren't its own. */
const hiddenFields = (data: Fields) => {
  if (!isError(data)) return [];
  const isLogged = LOGGER_FIELDS.every((key) => typeof data[key] === 'string');
  return isLogged ? [...OWN_FIELDS, ...LOGGER_FIELDS] : OWN_FIELDS;
};

/**
 * A line's data in the order in which it's read: an error's message, unless `said` has it, its stack, the
 * other values, and then each error among those, such as its cause, in the same way.
 */
export const dataSections = (
  data: unknown,
  said: string,
  label: string | null = null
): DataSection[] => {
  if (!isFields(data)) return [{ label, text: null, stack: [], json: toJson(data) }];
  const hidden = hiddenFields(data);
  const fields = Object.entries(data).filter(([key]) => !hidden.includes(key));
  const others = fields.filter(([, value]) => !isError(value));
  const own: DataSection = {
    label,
    text: isError(data) ? textOf(data, said) : null,
    stack: isError(data) ? toStack(data.stack) : [],
    json: others.length > 0 ? toJson(Object.fromEntries(others)) : null,
  };
  const isEmpty = !own.text && own.stack.length === 0 && !own.json;
  return [
    ...(isEmpty ? [] : [own]),
    ...fields.flatMap(([key, value]) => (isError(value) ? dataSections(value, said, key) : [])),
  ];
};

const stackText = ({ frames, isLibrary }: StackPart) =>
  isLibrary ? [`… ${frames.length} library ${frames.length === 1 ? 'frame' : 'frames'}`] : frames;

/** The same as lines of text. */
export const dataText = (data: unknown, said: string): string =>
  dataSections(data, said)
    .flatMap(({ label, text, stack, json }) => [
      ...(label === null ? [] : [`${safeText(label)}:`]),
      ...(text === null ? [] : [text]),
      ...stack.flatMap(stackText),
      ...(json === null ? [] : [json]),
    ])
    .join('\n');
