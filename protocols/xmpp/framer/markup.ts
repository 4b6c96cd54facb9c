/** Tags and attributes from which on a unit is not taken apart: what was made of 16 MB of them would take half a gigabyte. */
export const mostMarkup = 300_000;

/** Whether a text holds more tags and attributes than that, by their `<` and `=`. */
export function isOverloaded(text: string): boolean {
  if (text.length <= mostMarkup) return false;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit === 0x3c || unit === 0x3d) && ++count > mostMarkup) return true;
  }
  return false;
}
