import { fieldsJson } from '../../protocols/amqp/index.ts';
import { decode091 } from '../../protocols/amqp091/index.ts';
import { summarizeXmpp } from '../../protocols/xmpp/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';

/** One unit as a line of JSON, as docs/command-line.md describes it. Values are as they crossed the wire, secrets too. */
export function unitJson(file: string, decoded: DecodedUnit): string {
  const { connection, direction, unit, issues } = decoded;
  const head = {
    file,
    connection,
    direction,
    offset: unit.offset,
    size: unit.size,
    protocol: unit.protocol,
    kind: unit.kind,
  };
  const findings = issues.map(({ code, severity, message, offset, length, section }) => ({
    code,
    severity,
    message,
    offset,
    length,
    ...(section === undefined ? {} : { section }),
  }));
  return JSON.stringify({ ...head, ...contentOf(decoded), issues: findings });
}

function contentOf({ unit, heard, context }: DecodedUnit): Record<string, unknown> {
  if (heard !== undefined) {
    const { frame } = heard;
    if (unit.kind === 'header') return { header: Buffer.from(unit.bytes.subarray(4, 8)).toString('hex') };
    const sections = frame.sections.filter((node) => !node.gap).map((node) => node.type);
    return {
      frameType: frame.frameType ?? null,
      channel: frame.channel ?? null,
      performative: frame.performativeName ?? null,
      ...(frame.code === undefined ? {} : { code: Number(frame.code), fields: fieldsJson(frame) }),
      ...(frame.payload === undefined ? {} : { payload: frame.payload }),
      ...(sections.length === 0 ? {} : { sections }),
    };
  }
  if (unit.protocol === 'amqp-0-9-1') {
    const frame = decode091(unit.bytes);
    return unit.kind === 'header'
      ? { header: Buffer.from(unit.bytes.subarray(4, 8)).toString('hex') }
      : {
          frameType: frame.frameType ?? null,
          channel: frame.channel ?? null,
          performative: frame.frameType === 'method' ? (frame.name ?? null) : null,
        };
  }
  if (unit.protocol !== 'xmpp' || unit.kind === 'keepalive') return {};
  return { name: summarizeXmpp(unit.bytes, context).name, text: Buffer.from(unit.bytes).toString('utf8') };
}
