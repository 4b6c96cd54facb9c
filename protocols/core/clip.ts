/** A peer's text as messages quote it: at most `most` UTF-16 units, then an ellipsis. */
export function clip(text: string, most = 100): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
