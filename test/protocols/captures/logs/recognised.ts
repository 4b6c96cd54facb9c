import { logFormats, type LogFormat } from '../../../../protocols/captures/logs/index.ts';

/** The format that a text is taken for, as its lines come. */
export function recognised(text: string): LogFormat | undefined {
  let before = '';
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const format = logFormats.find((each) => each.recognises(line, before));
    if (format !== undefined) return format;
    before = line;
  }
  return undefined;
}
