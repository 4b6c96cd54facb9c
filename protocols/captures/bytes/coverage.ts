/** Of a text that is bytes with words around them, at least this part is the bytes. */
const least = 1 / 6;
/** Words that may stand around a few bytes. */
const free = 160;

/** Whether so many characters of a text are enough of it for the text to be nothing but bytes with words around them. */
export function isMostly(spelled: number, text: string): boolean {
  return spelled >= (text.length - free) * least;
}
