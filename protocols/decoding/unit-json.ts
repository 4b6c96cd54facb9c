import type { DecodedUnit } from './decoded-unit.ts';

/** One unit as a line of JSON, as docs/command-line.md describes it. Values are as they crossed the wire, secrets too. */
export function unitJson(file: string, decoded: DecodedUnit): string {
  const { connection, side, time, number, offset, size, protocol, kind, lossy, opened, issues, answers, notes } =
    decoded;
  const findings = issues.map(({ code, severity, message, offset: at, length, section }) => ({
    code,
    severity,
    message,
    offset: at,
    length,
    ...(section === undefined ? {} : { section }),
  }));
  const head = { file, connection, number, direction: side, offset, size, protocol, kind };
  const known = { ...(time !== undefined && { time: time / 1000 }), ...(lossy !== undefined && { lossy: true }) };
  const about = { ...(answers.length > 0 && { answers }), ...(notes.length > 0 && { notes }) };
  return JSON.stringify({ ...head, ...known, ...opened.json(), ...about, issues: findings });
}
