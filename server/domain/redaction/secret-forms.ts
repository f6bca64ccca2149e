const BASE64_GROUP = 3;

/** Everything of `encoded` that doesn't depend on the bytes before or after the secret. */
const stableCore = (encoded: string, bytesBefore: number) =>
  encoded.replace(/=+$/, '').slice(Math.ceil((bytesBefore * 8) / 6), -1);

/** How a secret looks inside a longer base64 text, which depends on where in a group of three bytes it starts. */
const base64Cores = (secret: string): string[] =>
  Array.from({ length: BASE64_GROUP }, (_, bytesBefore) =>
    stableCore(
      Buffer.concat([Buffer.alloc(bytesBefore), Buffer.from(secret)]).toString('base64'),
      bytesBefore
    )
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
    ...new Set([
      secret,
      inJson(secret),
      inJson(inJson(secret)),
      ...encodeUrl(secret),
      Buffer.from(secret).toString('base64'),
      ...cores,
      ...cores.map(toBase64Url),
      ...hexForms(secret),
    ]),
  ];
};
