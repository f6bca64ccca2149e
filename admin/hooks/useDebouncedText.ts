import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 300;

/**
 * The text of a field whose `value` lies elsewhere (in the URL) and is told by `onSettled`, trimmed,
 * at a pause in typing. Where `value` changes by other means (Back, "clear"), the field follows.
 */
export const useDebouncedText = (value: string, onSettled: (text: string) => void) => {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const settle = useRef(onSettled);
  settle.current = onSettled;

  const tell = (next: string) => {
    if (next === told.current) return;
    told.current = next;
    settle.current(next);
  };

  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    const timer = window.setTimeout(() => tell(text.trim()), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);

  /** Sets the text and tells it at once. */
  const flush = (next: string) => {
    setText(next);
    tell(next);
  };

  return { text, setText, flush };
};
