import type { LinkEnd, LinkState, SessionEnd, SessionState } from '../../protocols/amqp/conversation/index.ts';
import { formatCount, plural } from '../../protocols/core/index.ts';
import { escapeMarkdown, type RowLook } from './describe.ts';

/** UTF-16 units of an address or a name that a row shows, a screen reader says, and a tooltip has. Generated ones are long, and differ at their ends. */
const shown = 28;
const spoken = 60;
const told = 400;

/** Names of the values of sender-settle-mode and receiver-settle-mode (AMQP 1.0, 2.8.2, 2.8.3). */
const sndSettleModes = ['unsettled', 'settled', 'mixed'] as const;
const rcvSettleModes = ['first', 'second'] as const;

/** How far an endpoint is: it begins with both ends, and is over when those that there are have ended. */
type Stage = 'begun here' | 'begun by the peer' | 'live' | 'ended here' | 'ended by the peer' | 'over';

const dim = { colour: 'disabledForeground' } as const;

/** The row of a session, with both of its channels. What changes stands first, since the sidebar is narrow. */
export function describeSession({ client, server, links, moreLinks }: SessionState): RowLook {
  const stage = stageOf(client, server, ({ ended }) => ended);
  const words = {
    'begun here': 'begin not answered',
    'begun by the peer': 'begun by the peer',
    live: 'open',
    'ended here': 'ended here',
    'ended by the peer': 'ended by the peer',
    over: 'ended',
  }[stage];
  const label = channels(client, server);
  const unsettled = (client?.unsettled ?? 0) + (server?.unsettled ?? 0);
  const over = stage === 'over';
  const windows = [
    client === undefined ? undefined : `→ ${window(client)}`,
    server === undefined ? undefined : `← ${window(server)}`,
  ].filter((each) => each !== undefined);
  const parts = [
    ...(stage === 'live' ? [] : [words]),
    ...(over ? [] : [`window ${windows.join(' ')}`]),
    ...(unsettled === 0 ? [] : [`${formatCount(unsettled)} unsettled`]),
  ];
  const linked = plural(links.length + moreLinks, 'link');
  const mayMove = over
    ? []
    : [
        ...(client === undefined ? [] : [`may still send ${frames(client)}`]),
        ...(server === undefined ? [] : [`may still receive ${frames(server)}`]),
      ];
  return {
    label,
    description: parts.join(' · '),
    icon: 'layers',
    ...(over && dim),
    tooltip: [`**${label}** — ${words}, ${linked}`, sessionFacts('Here', client), sessionFacts('Peer', server)].join(
      '\n\n',
    ),
    accessible: [
      label,
      words,
      ...mayMove,
      ...(unsettled === 0 ? [] : [`${formatCount(unsettled)} unsettled`]),
      linked,
    ].join(', '),
    context: 'session',
  };
}

/** The row of a link, both of its ends in one. It is called by its address, since its name is often generated. */
export function describeLink(link: LinkState): RowLook {
  const { name, sender, client, server, credit, drain, deliveries, unsettled } = link;
  const stage = stageOf(client, server, ({ detached }) => detached);
  const words = {
    'begun here': 'attach not answered',
    'begun by the peer': 'attached by the peer',
    live: 'attached',
    'ended here': 'detached here',
    'ended by the peer': 'detached by the peer',
    over: 'detached',
  }[stage];
  const sends = sender === 'client';
  const known = addressOf(link);
  const address = known ?? 'no address';
  const over = stage === 'over';
  const gauges = [
    ...(stage === 'live' ? [] : [words]),
    ...(over ? [plural(deliveries, 'delivery', 'deliveries')] : [`credit ${formatCount(credit)}`]),
    ...(drain && !over ? ['draining'] : []),
    ...(unsettled === 0 ? [] : [`${formatCount(unsettled)} unsettled`]),
  ];
  const facts = [
    `**${markdown(name)}** — ${words}; ${sends ? 'sends to' : 'receives from'} ${markdown(address)}`,
    ...(over
      ? []
      : [
          `Credit: ${plural(credit, 'delivery', 'deliveries')} may still be sent${drain ? ', and the receiver drains' : ''}`,
        ]),
    `Deliveries: ${formatCount(deliveries)} since the attach, ${formatCount(unsettled)} unsettled`,
    linkFacts(`Here, ${sends ? 'sender' : 'receiver'}`, client),
    linkFacts(`Peer, ${sends ? 'receiver' : 'sender'}`, server),
  ];
  return {
    label: shorten(known ?? (name === '' ? address : name), shown),
    description: [...gauges, ...(known === undefined || name === '' ? [] : [shorten(name, shown)])].join(' · '),
    icon: sends ? 'arrow-right' : 'arrow-left',
    ...(over && dim),
    tooltip: facts.join('\n\n'),
    accessible: [
      `link ${shorten(name, spoken)}`,
      `${sends ? 'sends to' : 'receives from'} ${shorten(address, spoken)}`,
      ...(stage === 'live' ? [words] : []),
      ...gauges,
    ].join(', '),
    context: 'link',
  };
}

/** Keeps both ends of a text of more than `most` UTF-16 units, with an ellipsis in the middle. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  // A surrogate whose other half is cut off goes too.
  return `${text.slice(0, head).replace(/[\ud800-\udbff]$/, '')}…${text.slice(text.length - (most - 1 - head)).replace(/^[\udc00-\udfff]/, '')}`;
}

function markdown(text: string): string {
  return escapeMarkdown(shorten(text, told));
}

function stageOf<End>(client: End | undefined, server: End | undefined, isOver: (end: End) => boolean): Stage {
  const here = client !== undefined && isOver(client);
  const there = server !== undefined && isOver(server);
  if ((here || client === undefined) && (there || server === undefined)) return 'over';
  if (here) return 'ended here';
  if (there) return 'ended by the peer';
  if (server === undefined) return 'begun here';
  return client === undefined ? 'begun by the peer' : 'live';
}

function channels(client: SessionEnd | undefined, server: SessionEnd | undefined): string {
  if (client === undefined || server === undefined || client.channel === server.channel)
    return `Session ${(client ?? server)?.channel ?? 0}`;
  return `Session ${client.channel} ↔ ${server.channel}`;
}

function window({ mayStillSend }: SessionEnd): string {
  return mayStillSend === undefined ? '?' : formatCount(mayStillSend);
}

function frames({ mayStillSend }: SessionEnd): string {
  return mayStillSend === undefined ? 'an unknown number of transfers' : plural(mayStillSend, 'transfer');
}

function sessionFacts(side: string, end: SessionEnd | undefined): string {
  if (end === undefined) return `${side}: no begin yet`;
  const { channel, incomingWindow, outgoingWindow, unsettled, ended } = end;
  const facts = [
    `channel ${channel}`,
    `incoming-window ${formatCount(incomingWindow)}`,
    `outgoing-window ${formatCount(outgoingWindow)}`,
    `may still send ${frames(end)}`,
    `${formatCount(unsettled)} of its deliveries unsettled`,
  ];
  return `${side}: ${facts.join(', ')}${ended ? '; ended' : ''}`;
}

/** Where deliveries go to, or come from: the end that wrote it knows best, and the other one names what it made (dynamic). */
function addressOf({ sender, client, server, coordinator }: LinkState): string | undefined {
  if (coordinator) return 'transaction coordinator';
  const address = sender === 'client' ? (client?.target ?? server?.target) : (client?.source ?? server?.source);
  return address === '' ? undefined : address;
}

function linkFacts(side: string, end: LinkEnd | undefined): string {
  if (end === undefined) return `${side}: no attach yet`;
  const { handle, source, target, sndSettleMode, rcvSettleMode, maxMessageSize, detached } = end;
  const address = (text: string | undefined): string => (text === undefined ? 'none' : markdown(text));
  const facts = [
    `handle ${handle}`,
    `source ${address(source)}`,
    `target ${address(target)}`,
    `snd-settle-mode ${sndSettleModes[sndSettleMode] ?? sndSettleMode}`,
    `rcv-settle-mode ${rcvSettleModes[rcvSettleMode] ?? rcvSettleMode}`,
    maxMessageSize === 0n ? 'messages of any size' : `max-message-size ${formatCount(maxMessageSize)} bytes`,
  ];
  return `${side}: ${facts.join(', ')}${detached ? '; detached' : ''}`;
}
