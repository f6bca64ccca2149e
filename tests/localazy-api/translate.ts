/** Made-up translations: readable as such, different per language, the same each time. */
export const translate = (text: string, language: string) => `[${language}] ${text}`;
