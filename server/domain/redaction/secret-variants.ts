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

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** Shorter cores would match by chance. */
const MIN_CORE_LENGTH = 6;

/** The forms in which a secret can occur in a text: raw, in JSON, in JSON in JSON, URL-encoded, base64 and base64url. */
export const secretVariants = (secret: string): string[] => {
  const cores = base64Cores(secret).filter((core) => core.length >= MIN_CORE_LENGTH);
  const whole = Buffer.from(secret).toString('base64');
  return [
    ...new Set([
      secret,
      inJson(secret),
      inJson(inJson(secret)),
      ...encodeUrl(secret),
      whole,
      ...cores,
      ...cores.map(toBase64Url),
    ]),
  ];
};
