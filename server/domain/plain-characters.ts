/** For databases that refuse a text: everything but printable ASCII becomes `?`. */
export const inPlainCharacters = (text: string): string => text.replace(/[^ -~]/g, '?');
