export const saveFile = (name: string, content: Blob) => {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // Chromium reads the URL after the click has been handled.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
