/** What is left of a text where nothing but its plain characters can be taken. */
export const inPlainCharacters = (text: string): string => text.replace(/[^ -~]/g, '?');
