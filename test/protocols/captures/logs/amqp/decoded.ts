import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import type { LogFormat } from '../../../../../protocols/captures/logs/model.ts';
import { entriesOfKind } from '../entries.ts';

/** The frames of a log that has values, decoded. */
export function framesOf(format: LogFormat, text: string) {
  return entriesOfKind(format, text, 'unit').map(({ direction, connection, kind, bytes, lossy, line }) => {
    const frame = decodeFrame(bytes);
    return {
      line,
      direction,
      connection,
      kind,
      name: frame.performativeName,
      channel: frame.channel,
      fields: kind === 'frame' ? fieldsJson(frame) : undefined,
      lossy,
    };
  });
}
