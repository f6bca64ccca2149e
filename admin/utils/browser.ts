/** For pages that aren't served over HTTPS, where browsers give scripts no clipboard. */
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

/** Copies a text to the clipboard. Throws where the browser refuses. */
export const copyText = async (text: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copyByCommand(text)) throw new Error('The browser refused its clipboard');
  }
};

export const saveFile = (name: string, content: Blob) => {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // Chromium reads the URL after the click has been handled.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
