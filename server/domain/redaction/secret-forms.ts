/** How a secret looks inside a longer base64 text, by the bytes before it in its group of three. */
const base64Cores = (secret: string): string[] =>
  [0, 1, 2].map((bytesBefore) =>
    Buffer.concat([Buffer.alloc(bytesBefore), Buffer.from(secret)])
      .toString('base64')
      .replace(/=+$/, '')
      // Characters at its ends depend on its neighbours.
      .slice(Math.ceil((bytesBefore * 8) / 6), -1)
  );

const toBase64Url = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');

const encodeUrl = (secret: string): string[] => {
  try {
    const encoded = encodeURIComponent(secret);
    return [encoded, encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())];
  } catch {
    return []; // a lone surrogate has no URL encoding
  }
};

/** As digits, and with spaces between the bytes as `util.inspect` prints a buffer. */
const hexForms = (secret: string): string[] => {
  const hex = Buffer.from(secret).toString('hex');
  return [hex, hex.toUpperCase(), (hex.match(/../g) ?? []).join(' ')];
};

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** The forms in which a secret can occur: raw, in JSON, in JSON in JSON, URL-encoded, base64, base64url, hex. */
export const secretForms = (secret: string): string[] => {
  const cores = base64Cores(secret);
  return [
    ...[secret, inJson(secret), inJson(inJson(secret)), ...encodeUrl(secret)],
    ...[Buffer.from(secret).toString('base64'), ...cores, ...cores.map(toBase64Url)],
    ...hexForms(secret),
  ];
};
