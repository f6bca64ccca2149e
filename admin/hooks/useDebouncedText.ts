import { useEffect, useRef, useState } from 'react';

const DEBOUNCE_MS = 300;

/**
 * The text of a field whose `value` is kept elsewhere (in the URL): `onChange` gets it, trimmed, at a
 * pause in typing. Where `value` changes by other means (Back, "clear"), the field follows.
 */
export const useDebouncedText = (value: string, onChange: (text: string) => void) => {
  const [text, setText] = useState(value);
  const latest = useRef(value);
  const latestOnChange = useRef(onChange);
  latestOnChange.current = onChange;

  const emit = (next: string) => {
    if (next === latest.current) return;
    latest.current = next;
    latestOnChange.current(next);
  };

  useEffect(() => {
    if (value === latest.current) return;
    latest.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    const timer = window.setTimeout(() => emit(text.trim()), DEBOUNCE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);

  const flush = (next: string) => {
    setText(next);
    emit(next);
  };

  return { text, setText, flush };
};
