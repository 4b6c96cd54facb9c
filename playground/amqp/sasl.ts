import { encodeFrame } from '../../protocols/amqp/index.ts';
import { readPlain } from '../../protocols/sasl/index.ts';
import { textOf, type ClientFrame } from './frame-check.ts';
import { composite, symbols, ubyte } from './values.ts';

/** Passwords by user name. */
export type Users = Readonly<Record<string, string>>;

/** The frame that names the mechanisms (5.3.3.1). */
export const mechanismsFrame = encodeFrame({
  type: 'sasl',
  performative: composite('sasl-mechanisms', { 'sasl-server-mechanisms': symbols(['ANONYMOUS', 'PLAIN']) }),
});

/** The frame that tells how a log-in ended (5.3.3.6): code 0 is ok, 1 is auth. */
export const saslOutcome = (isGood: boolean): Uint8Array =>
  encodeFrame({ type: 'sasl', performative: composite('sasl-outcome', { code: ubyte(isGood ? 0 : 1) }) });

/** Why a log-in is refused, for the log; undefined if it is good. */
export function checkLogin(frame: ClientFrame, users: Users): string | undefined {
  if (frame.name !== 'sasl-init') return 'a response came where no challenge was sent';
  const mechanism = textOf(frame, 'mechanism');
  if (mechanism === 'ANONYMOUS') return undefined;
  if (mechanism !== 'PLAIN') return `the mechanism ${mechanism ?? ''} is not offered`;
  const response = frame.field('initial-response')?.value;
  if (!(response instanceof Uint8Array)) return 'PLAIN came without a response';
  const login = readPlain(Buffer.from(response).toString());
  const isKnown =
    login !== undefined && Object.hasOwn(users, login.username) && users[login.username] === login.password;
  return isKnown ? undefined : `wrong user name or password for ${login?.username ?? ''}`;
}
