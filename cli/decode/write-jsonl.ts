import type { DecodedUnit } from './decoded-unit.ts';

/** One unit as a line of JSON, as docs/command-line.md describes it. Values are as they crossed the wire, secrets too. */
export function unitJson(file: string, { connection, side, unit, opened, issues }: DecodedUnit): string {
  const { offset, size, protocol, kind } = unit;
  const findings = issues.map(({ code, severity, message, offset: at, length, section }) => ({
    code,
    severity,
    message,
    offset: at,
    length,
    ...(section === undefined ? {} : { section }),
  }));
  const head = { file, connection, direction: side, offset, size, protocol, kind };
  return JSON.stringify({ ...head, ...opened.json(), issues: findings });
}
