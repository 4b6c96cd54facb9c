import type { Specification } from '../model/definition.ts';

export const xep0215: Specification = {
  id: 'XEP-0215',
  title: 'External Service Discovery',
  status: 'Stable',
  version: '1.0.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:extdisco:2': () => ({
      services: {
        about: 'Asks for or lists services outside XMPP, such as STUN and TURN.',
        section: '3.1#all',
        stands: ['iq get', 'iq set', 'iq result'],
        attributes: { type: ['~stun|stuns|turn|turns|ftp|sip|ssh|tftp|webdav?', 'Only services of this type.'] },
        children: { service: '*' },
        reply: { 'iq get': 'services', 'iq set': 'empty' },
      },
      credentials: {
        about: 'Asks for or gives the credentials of a service.',
        section: '3.3#credentials',
        stands: ['iq get', 'iq result'],
        children: { service: '*' },
        reply: { 'iq get': 'credentials' },
      },
      service: {
        about: 'One service.',
        section: '2#protocol',
        attributes: {
          host: ['string', 'Its host name or IP address.'],
          type: ['~stun|stuns|turn|turns|ftp|sip|ssh|tftp|webdav~', 'Its type, as registered.'],
          port: ['unsignedShort?', 'Its port.'],
          transport: ['~tcp|udp?', 'What it is reached over.'],
          name: ['string?', 'A name for people.'],
          username: ['string?', 'The user name.'],
          password: ['string?', 'The password.'],
          expires: ['dateTime?', 'When the credentials expire.'],
          restricted: ['boolean?', 'Credentials must be asked for.'],
          action: ['=add|delete|modify?', 'What happened to it, in a push.'],
        },
        children: { '{jabber:x:data}x': '*' },
        payload: true,
      },
    }),
  },
  retired: {
    'urn:xmpp:extdisco:1': 'Use urn:xmpp:extdisco:2 (XEP-0215).',
    'urn:xmpp:extdisco:0': 'Use urn:xmpp:extdisco:2 (XEP-0215).',
  },
  features: { 'urn:xmpp:extdisco:2': 'Lists services outside XMPP.' },
  templates: [
    {
      label: 'Ask for STUN and TURN servers',
      text: '<iq type="get" id="{{$id}}" to="${1:example.org}">\n  <services xmlns="urn:xmpp:extdisco:2"/>\n</iq>',
    },
  ],
};
