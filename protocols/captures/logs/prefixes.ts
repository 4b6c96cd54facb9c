/** How lines of logs begin: a date and time, a time, a level, a program. */
const prefixes: readonly RegExp[] = [
  /^\s*[[(<]?\d{4}[-/.]\d\d[-/.]\d\d[T ,]/,
  /^\s*[[(<]?\d\d?[-/.]\d\d[-/.](?:\d{4}|\d\d)[T ,]/,
  /^\s*[[(<]?\d\d?:\d\d:\d\d/,
  /^\s*[[(<]?\d\d?:\d\d\s/,
  /^\s*[[(<]?\d\d-\d\d \d\d:\d\d:\d\d/,
  /^\s*[[(<]?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +\d{1,2},? /,
  /^\s*\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|VERBOSE|FINE|FINER|FINEST|CONFIG|SEVERE)\b[\]:]?\s/i,
  /^[VDIWEF][/ ](?:\w|[.-])+/,
  /^\s*\[\d{6,}/,
];

/** Which of the usual beginnings a line of a log has; -1 for none. */
export function prefixOf(line: string): number {
  const start = line.slice(0, 80);
  return prefixes.findIndex((each) => each.test(start));
}
