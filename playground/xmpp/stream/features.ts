import { scramOffered } from '../credentials.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { beforeLogin, maxStanza } from '../xml/reader.ts';
import type { StanzaChannel } from './channel.ts';

/** Mechanisms in the order of preference; PLAIN gives the password away and is offered under TLS only (RFC 6120, 13.8.3). */
export function offeredMechanisms(channel: StanzaChannel): readonly string[] {
  return channel.encrypted ? [...scramOffered, 'PLAIN'] : scramOffered;
}

/** `<stream:features/>` (RFC 6120, 4.3.2): before log-in STARTTLS and SASL, after it resource binding. */
export function streamFeatures(channel: StanzaChannel, authenticated: boolean): XmlElement {
  const features = element('features', namespaces.streams);
  if (authenticated) {
    features.children.push(element('bind', namespaces.bind));
    // Older clients ask for a session; to do nothing is allowed (RFC 6121, appendix E).
    features.children.push(element('session', namespaces.session, {}, element('optional', namespaces.session)));
  } else {
    if (channel.canStartTls) features.children.push(element('starttls', namespaces.tls));
    const mechanisms = offeredMechanisms(channel).map((name) => element('mechanism', namespaces.sasl, {}, name));
    features.children.push(element('mechanisms', namespaces.sasl, {}, ...mechanisms));
  }
  features.children.push(
    element(
      'limits',
      namespaces.limits,
      {},
      element('max-bytes', namespaces.limits, {}, String(authenticated ? maxStanza : beforeLogin.characters)),
    ),
  );
  return features;
}
