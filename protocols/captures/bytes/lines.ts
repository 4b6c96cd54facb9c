/** A time of day, or a date and a time, at the beginning of a log's line. */
const time =
  /^\s*[[(]?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?=[\])]?\s+(?:[0-9a-f]{8}|[^\s0-9a-f])))[\])]?[\s:,]*/i;
const escape = /\x1b\[[0-9;]{0,20}m/g; // eslint-disable-line no-control-regex -- colours are what is looked for

/** The lines of a text without the colours of a terminal and the end of lines of Windows. */
export function linesOf(text: string): readonly string[] {
  const plain = text.includes('\x1b') ? text.replace(escape, '') : text;
  return plain.split(/\r?\n/);
}

/** A line without the time that it begins with. */
export function withoutTime(line: string): string {
  const found = time.exec(line.slice(0, 80));
  return found === null ? line : line.slice(found[0].length);
}

/** A line without the comment behind it. Two slashes within a word, with nothing but more of it behind them, are digits of base64. */
export function withoutComment(line: string): string {
  const marked = line.search(/#|(?<=\s)\/\//);
  const stop = marked < 0 ? line.length : marked;
  const slashes = line.indexOf('//');
  const isDigits = slashes < 0 || slashes >= stop || /^[A-Za-z0-9+/]*={0,2}\s*$/.test(line.slice(slashes + 2, stop));
  return line.slice(0, isDigits ? stop : slashes);
}

/** The text without line numbers: each line that is not empty begins with the next one. Undefined where it has none. */
export function withoutLineNumbers(text: string): string | undefined {
  const lines = linesOf(text);
  const kept: string[] = [];
  let next: number | undefined;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const found = /^\s*(\d{1,9})\s*(?:[:.)|\t]| {2,})\s*/.exec(line.slice(0, 80));
    const number = Number(found?.[1]);
    if (found === null || (next !== undefined && number !== next) || (next === undefined && number > 1))
      return undefined;
    next = number + 1;
    kept.push(line.slice(found[0].length));
  }
  return kept.length > 0 ? kept.join('\n') : undefined;
}
