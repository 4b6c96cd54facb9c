/** What people, and programs such as grep, write in the place of lines that they leave out. */
const marks: readonly RegExp[] = [
  /^(?:--|\.{3,40}|…)$/,
  /^[[(<](?:\.{3}|…|snip|snipped|cut|omitted|truncated)[\])>]$/i,
  /^-{0,8} ?(?:snip|snipped|8<|>8) ?-{0,8}$/i,
  /^[[(.… ]{0,6}\d{1,9} (?:more |other )?(?:lines?|frames?|messages?|entries)(?: (?:more|omitted|left out|removed|skipped|snipped|hidden))?[\]).… ]{0,6}$/i,
];

/** Whether a line of a log stands for others that are left out. */
export function leavesOut(line: string): boolean {
  if (line.length > 120) return false;
  const mark = line.trim();
  return mark !== '' && marks.some((each) => each.test(mark));
}
