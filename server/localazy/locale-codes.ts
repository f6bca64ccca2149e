/** Strapi's code of a language of Localazy: `pt-BR` of `pt_BR`, `zh-Hant-TW` of `zh_TW#Hant`. */
export const toStrapiLocale = (code: string): string => {
  const [language, script] = code.split('#');
  const [name, region] = language.split('_');
  if (!script) return language.replace('_', '-');
  return [name, script, region?.toUpperCase()].filter(Boolean).join('-');
};
