import { scramOffered } from '../credentials.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { NS } from '../xml/namespaces.ts';
import { BEFORE_LOGIN, MAX_STANZA } from '../xml/reader.ts';
import type { StanzaChannel } from './channel.ts';

/** Mechanisms in the order of preference; PLAIN gives the password away and is offered under TLS only (RFC 6120 §13.8.3). */
export function offeredMechanisms(channel: StanzaChannel): readonly string[] {
  return channel.encrypted ? [...scramOffered, 'PLAIN'] : scramOffered;
}

/** `<stream:features/>` (RFC 6120 §4.3.2): before log-in STARTTLS and SASL, after it resource binding. */
export function streamFeatures(channel: StanzaChannel, authenticated: boolean): XmlElement {
  const features = element('features', NS.streams);
  if (authenticated) {
    features.children.push(element('bind', NS.bind));
    // Older clients ask for a session; to do nothing is allowed (RFC 6121 appendix E).
    features.children.push(element('session', NS.session, {}, element('optional', NS.session)));
  } else {
    if (channel.canStartTls) features.children.push(element('starttls', NS.tls));
    const mechanisms = offeredMechanisms(channel).map((name) => element('mechanism', NS.sasl, {}, name));
    features.children.push(element('mechanisms', NS.sasl, {}, ...mechanisms));
  }
  features.children.push(
    element(
      'limits',
      NS.limits,
      {},
      element('max-bytes', NS.limits, {}, String(authenticated ? MAX_STANZA : BEFORE_LOGIN.characters)),
    ),
  );
  return features;
}
