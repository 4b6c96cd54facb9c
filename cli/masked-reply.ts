import { looksSecret, mask, maskSecrets, noContext, noProject } from '../protocols/core/index.ts';
import { xmppCodec } from '../protocols/xmpp/index.ts';

/** An XMPP reply as people see it: with a mask for each secret, as `decode --format text` shows it. */
export function maskedXml(text: string): string {
  const bytes = Buffer.from(text);
  const parts: string[] = [];
  let at = 0;
  const opened = xmppCodec.open({ protocol: 'xmpp', kind: 'stanza', bytes }, noContext, noProject);
  for (const [start, end] of opened.secrets()) {
    parts.push(bytes.toString('utf8', at, start), mask);
    at = end;
  }
  return parts.join('') + bytes.toString('utf8', at);
}

/** An AMQP reply in the notation with the same masks: for values whose key says that they are secrets, and those known by how they are written. */
export function maskedNotation(text: string): string {
  return maskSecrets(text)
    .split('\n')
    .map((line) =>
      line.replace(
        /^([\s-]*(?:"([^"]{1,200})"|([\w.-]{1,200})):[ ]+(?:!\S+[ ]+)?)(?=[^\s|>{[&]).*$/u,
        (whole, before: string, quoted?: string, plain?: string) =>
          looksSecret(quoted ?? plain ?? '') ? `${before}"${mask}"` : whole,
      ),
    )
    .join('\n');
}
