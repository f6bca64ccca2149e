/** For pages that aren't served over HTTPS, where browsers have no clipboard for scripts. */
const copyByCommand = (text: string): boolean => {
  const field = Object.assign(document.createElement('textarea'), { value: text });
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  const focused = document.activeElement;
  field.select();
  try {
    return document.execCommand('copy');
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
};

/** Puts a text into the clipboard. False where the browser refuses. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
};
