import { namespaces } from '../../protocols/xmpp/namespaces.ts';
import { child, escapeXml, type XmlElement } from './element.ts';

/**
 * The answer that a client owes to a request (RFC 6120, 8.2.3): a server that gets none ends the connection. Pings and
 * roster pushes are confirmed, everything else is declined with service-unavailable (RFC 6120, 8.4). Undefined for what
 * needs no answer.
 */
export function answerRequest(stanza: XmlElement): string | undefined {
  const type = stanza.attributes.get('type');
  const id = stanza.attributes.get('id');
  if (stanza.name !== 'iq' || id === undefined || (type !== 'get' && type !== 'set')) return undefined;
  const from = stanza.attributes.get('from');
  const address = `id="${escapeXml(id)}"${from === undefined ? '' : ` to="${escapeXml(from)}"`}`;
  const ping = type === 'get' && child(stanza, 'ping', namespaces.ping) !== undefined;
  const rosterPush = type === 'set' && child(stanza, 'query', namespaces.roster) !== undefined;
  if (ping || rosterPush) return `<iq type="result" ${address}/>`;
  return `<iq type="error" ${address}><error type="cancel"><service-unavailable xmlns="${namespaces.stanzaErrors}"/></error></iq>`;
}
