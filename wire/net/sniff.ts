import type { WireError } from '../failures.ts';
import { spacedHex, clip } from '../../protocols/core/index.ts';
import { wireError } from '../failures.ts';

/** Says what a server is that did not answer in the protocol that was asked for, by the first bytes of its answer. */
export function notTheProtocol(first: Uint8Array, protocol: 'xmpp' | 'amqp', target: string): WireError {
  const wanted = protocol === 'xmpp' ? 'an XMPP stream' : 'AMQP 1.0';
  const text = Buffer.from(first.subarray(0, 512)).toString('latin1').trimStart();
  if (text.startsWith('HTTP/')) {
    const line = text.split(/\r?\n/u, 1)[0] ?? '';
    return wireError('protocol', `${target} answered HTTP (“${clip(line, 64)}”), not ${wanted}.`, webServer);
  }
  if ((first[0] === 0x15 || first[0] === 0x16) && first[1] === 0x03) {
    return wireError(
      'protocol',
      `${target} answered in TLS, not with ${wanted}.`,
      `This is a TLS port: use ${protocol === 'xmpp' ? 'xmpps:' : 'amqps:'} in the service address.`,
    );
  }
  if (text.startsWith('AMQP') && first.length >= 8) return foreignAmqp(first, protocol, target);
  if (html.test(text)) return wireError('protocol', `${target} answered HTML, not ${wanted}.`, webServer);
  if (text.startsWith('<')) {
    const hint =
      protocol === 'amqp'
        ? 'This looks like an XMPP port; check the port in the service address.'
        : 'Check host and port in the service address. The traffic panel shows the bytes.';
    return wireError('protocol', `${target} answered with XML, not with ${wanted}.`, hint);
  }
  if (text.startsWith('SSH-'))
    return wireError('protocol', `${target} is an SSH server.`, 'Check the port in the service address.');
  return wireError(
    'protocol',
    `${target} answered with something that is not ${wanted}: ${hex(first)}.`,
    'Check host and port in the service address.',
  );
}

/** How a web page begins, behind an XML declaration or a comment. */
const html = /^(?:<\?xml\s[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body)(?=[\s>]|$)/iu;
const webServer = 'This is a web server’s port. Use the protocol’s own port, or ws: where the server offers WebSocket.';

/** AMQP's protocol headers name their version (AMQP 1.0, 2.2; AMQP 0-9-1, 4.2.2). */
function foreignAmqp(first: Uint8Array, protocol: 'xmpp' | 'amqp', target: string): WireError {
  if (protocol === 'xmpp') {
    return wireError(
      'protocol',
      `${target} speaks AMQP, not XMPP.`,
      'Use amqp: in the service address and "protocol": "amqp".',
    );
  }
  const [id, major, minor, revision] = first.subarray(4, 8);
  if (id === 0 && major === 0) {
    return wireError(
      'protocol',
      `${target} speaks AMQP 0-9-1 (header AMQP ${String(id)} ${String(major)} ${String(minor)} ${String(revision)}), which is another protocol than AMQP 1.0.`,
      'In RabbitMQ, enable AMQP 1.0 with: rabbitmq-plugins enable rabbitmq_amqp1_0 (4.0 and later have it built in).',
    );
  }
  return wireError(
    'protocol',
    `${target} answered the protocol header with “AMQP ${[id, major, minor, revision].map(String).join('.')}”: it wants that layer first.`,
    id === 3
      ? 'It asks for SASL: remove "sasl": "none" in wireloupe.json; a frame script begins with “- header: sasl”.'
      : id === 2
        ? 'It asks for TLS: use amqps:.'
        : 'Set "sasl": "none" for the connection in wireloupe.json to connect without SASL.',
  );
}

function hex(bytes: Uint8Array): string {
  const shown = spacedHex(bytes.subarray(0, 16));
  return bytes.length > 16 ? `${shown} …` : shown;
}
