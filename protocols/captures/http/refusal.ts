import { quoted } from '../../core/index.ts';
import { isReadable } from './content.ts';
import type { Exchange } from './exchanges.ts';
import { codingsOf } from './framing.ts';
import type { Upgrade } from './handshake.ts';
import { fieldOf, type Head } from './head.ts';

/** What to do about a refusal, by its status (RFC 9110, 15; RFC 6455, 4.2.2). */
const hints: ReadonlyMap<number, string> = new Map([
  [400, 'Check the fields of the request, and that its version of WebSocket is 13.'],
  [401, 'Send credentials with the request, or check them.'],
  [403, 'Check the Origin, and what the credentials allow.'],
  [404, 'Check the path.'],
  [405, 'Check the path: it takes no WebSocket.'],
  [407, 'The proxy wants credentials.'],
  [426, 'Check the version of WebSocket.'],
  [503, 'The server or a proxy in front of it is not ready: try again later.'],
]);

/** What is said of a response that refuses to open a WebSocket; undefined for any other. */
export function refusalOf({ response, fields }: Head, upgrade: Upgrade | undefined): string | undefined {
  if (response === undefined || upgrade === undefined) return undefined;
  const { status, reason } = response;
  if (status === 101)
    return 'The server agrees to open a WebSocket, but its Sec-WebSocket-Accept does not match the key of the request, so clients close the connection (RFC 6455, 4.1).';
  const answer = `${status}${reason === '' ? '' : ` ${reason}`}`;
  const location = fieldOf({ fields }, 'location');
  const hint =
    status >= 300 && status < 400 && location !== undefined
      ? `It names another address: ${quoted(location)}.`
      : (hints.get(status) ?? 'Check that the address is one of a WebSocket.');
  return `The server refused the WebSocket: it answered ${quoted(answer)} instead of 101. ${hint}`;
}

/** What is said of a response to a request of BOSH that is no `<body/>` (XEP-0124, 17); undefined for any other message. */
export function unlikeBody({
  head,
  exchange,
}: {
  readonly head: Head;
  readonly exchange: Exchange | undefined;
}): string | undefined {
  const { response } = head;
  if (response === undefined || exchange?.session === undefined) return undefined;
  const { status, reason } = response;
  const codings = codingsOf(head);
  if (!isReadable(codings))
    return `The response to a BOSH request is compressed by ${quoted(codings.join(', '))}, which is not read: only gzip and deflate are.`;
  const answer = `${status}${reason === '' ? '' : ` ${reason}`}`;
  return `The BOSH request was answered with ${quoted(answer)}, without a <body/>.`;
}
