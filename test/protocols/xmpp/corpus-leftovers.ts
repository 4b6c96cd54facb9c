/** A finding on an example that counts as valid: its XEP, the start of its caption, the rule, and why it stays. */
export type Leftover = readonly [xep: string, caption: string, code: string, reason: string];

const oldCommand = 'A command is run by a set (XEP-0050, 2.4): the example is older than that specification.';
const oldDelay =
  'The element of urn:xmpp:delay is <delay> (XEP-0203, 2): the example has the name of XEP-0091 in the namespace of XEP-0203.';

/** The errors and warnings that examples marked as valid still draw: mistakes in the examples, each looked at. */
export const leftovers: readonly Leftover[] = [
  ['0004', 'User Requests Bot Creation', 'xmpp/payload-place', oldCommand],
  ['0004', 'User Requests Search Form', 'xmpp/payload-place', oldCommand],
  ['0004', 'User Submits Search Form', 'xmpp/payload-place', oldCommand],
  [
    '0230',
    'Requesting all items',
    'xmpp/element-unknown',
    'A <subscribe> stands in <pubsub> (XEP-0060, 6.1): the example leaves the wrapper out.',
  ],
  [
    '0230',
    'A notification (new item)',
    'xmpp/element-unknown',
    'An <item> of disco#items stands in <query> (XEP-0030, 4.1): the example leaves the wrapper out.',
  ],
  ['0231', 'Returning data', 'xmpp/bob-hash', 'The SHA-1 of the data in the example is another one than its id says.'],
  [
    '0280',
    'Tybalt attempts Carbons impersonation',
    'xmpp/address-form',
    'The example shows a forged carbon copy, which does not come from a bare JID.',
  ],
  [
    '0288',
    'Stream Setup before TLS',
    'xmpp/element-unknown',
    'The element of urn:xmpp:ping is <ping> (XEP-0199, 3), not <query>.',
  ],
  ['0289', 'Second FMUC Node accepts federation', 'xmpp/element-unknown', oldDelay],
  ['0289', 'First FMUC Node relays the state', 'xmpp/element-unknown', oldDelay],
  ['0289', 'Additional user joins FMUC room', 'xmpp/element-unknown', oldDelay],
  ['0329', '', 'xmpp/payload-place', 'Jingle is sent by a set (XEP-0166, 6.2), not by a get.'],
  [
    '0329',
    '',
    'xmpp/jingle-part',
    'A session-initiate offers a transport (XEP-0166, 6.2), which the example leaves out.',
  ],
  [
    '0332',
    'Service discovery information request',
    'xmpp/payload-place',
    'Service discovery asks by a get (XEP-0030, 3.1), not by a set.',
  ],
  [
    '0340',
    'Result',
    'xmpp/text-value',
    'A fingerprint is pairs of hexadecimal digits (XEP-0320, 1): the example abbreviates it by two dots, which no software would take.',
  ],
  [
    '0463',
    'Bootstrap request',
    'xmpp/room-nickname',
    'A room is entered under a nickname (XEP-0045, 7.2.1), which the example leaves out.',
  ],
  [
    '0476',
    'Juliet Publishes Her Signature',
    'xmpp/element-not-here',
    'An item is published in <publish> (XEP-0060, 7.1), not in <items>.',
  ],
  [
    '0477',
    'Juliet Publish',
    'xmpp/element-not-here',
    'An item is published in <publish> (XEP-0060, 7.1), not in <items>.',
  ],
  [
    '0496',
    'Client requests link',
    'xmpp/form-type',
    'A node’s configuration says its FORM_TYPE (XEP-0060, 8.2.4), which the example leaves out.',
  ],
];
