import { choice, field, inBook } from './build.ts';
import type { CompositeDefinition, RestrictedDefinition } from './model.ts';

const { composite, restricted } = inBook('security');

/** The composite types of part 5, Security (AMQP 1.0, 5.3.3). */
export const securityComposites: readonly CompositeDefinition[] = [
  composite('sasl-mechanisms', '5.3.3.1', 0x40n, ['sasl-frame'], 'The server tells which mechanisms it accepts.', [
    field('sasl-server-mechanisms', 'symbol', 'Names of the mechanisms, the preferred first.', {
      mandatory: true,
      multiple: true,
    }),
  ]),
  composite('sasl-init', '5.3.3.2', 0x41n, ['sasl-frame'], 'The client chooses a mechanism and begins.', [
    field('mechanism', 'symbol', 'Name of the chosen mechanism.', { mandatory: true }),
    field('initial-response', 'binary', 'The mechanism’s first data, such as user name and password.'),
    field('hostname', 'string', 'Name of the host that the client wants to talk to.'),
  ]),
  composite('sasl-challenge', '5.3.3.3', 0x42n, ['sasl-frame'], 'The server asks something, as the mechanism says.', [
    field('challenge', 'binary', 'The mechanism’s data.', { mandatory: true }),
  ]),
  composite('sasl-response', '5.3.3.4', 0x43n, ['sasl-frame'], 'The client answers a challenge.', [
    field('response', 'binary', 'The mechanism’s data.', { mandatory: true }),
  ]),
  composite('sasl-outcome', '5.3.3.5', 0x44n, ['sasl-frame'], 'The server tells how the login ended.', [
    field('code', 'sasl-code', 'How it ended.', { mandatory: true }),
    field('additional-data', 'binary', 'The mechanism’s last data, after success.'),
  ]),
];

/** The restricted types of part 5, Security (AMQP 1.0, 5.3.3). */
export const securityRestricted: readonly RestrictedDefinition[] = [
  restricted('sasl-code', '5.3.3.6', 'ubyte', [], 'How a login ended.', [
    choice('ok', '0', 'logged in'),
    choice('auth', '1', 'refused: user name, password or the like are wrong'),
    choice('sys', '2', 'failed: something went wrong at the server'),
    choice('sys-perm', '3', 'failed, and will fail again until somebody repairs the server'),
    choice('sys-temp', '4', 'failed, and may work later'),
  ]),
];
