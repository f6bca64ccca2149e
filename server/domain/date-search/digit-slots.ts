/**
 * Private characters that stand for digits in a label: those of a day (two) and a year (four), or of
 * a minute and a second (two each).
 */
export const SLOTS = '\uE001\uE002\uE003\uE004\uE005\uE006';

/** What the slots hold, in their order; a blank where any digit will do. */
export type SlotDigits = string;

const isDigit = (char: string) => char >= '0' && char <= '9';

/** The digits for which a folded text is in the label at `start`; null where there are none. */
export const digitsAt = (
  label: string,
  start: number,
  text: string,
  given: SlotDigits
): SlotDigits | null => {
  let digits = given;
  for (let index = 0; index < text.length; index += 1) {
    const [char, shown] = [text[index], label[start + index]];
    const slot = SLOTS.indexOf(shown);
    if (slot < 0 && shown !== char) return null;
    if (slot >= 0 && !(isDigit(char) && [' ', char].includes(digits[slot]))) return null;
    if (slot >= 0) digits = digits.slice(0, slot) + char + digits.slice(slot + 1);
  }
  return digits;
};
