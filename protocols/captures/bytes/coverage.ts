/** Of a text that is bytes with words around them, at least this part is the bytes. */
const least = 1 / 6;
/** Words that may stand around a few bytes. */
const free = 160;

/** Whether so many characters of a text are enough of it for the text to be nothing but bytes with words around them. */
export function isMostly(spelled: number, text: string): boolean {
  return spelled >= (text.length - free) * least;
}

/**
 * The part of a text that is bytes, from 0 to 1.
 * @param spelled characters of the bytes
 * @param length characters of the text
 * @param around so many characters around the bytes do not count: what every value has, such as its name and type
 */
export function shareOf(spelled: number, length: number, around = 0): number {
  return length <= around ? 1 : Math.min(1, spelled / (length - around));
}
