import type { DecodedFrame } from '../decode/index.ts';
import { isGiven, numberOf, symbolsOf, textOf } from './reading.ts';
import type { ConnectionHalf, PeerVisibility } from './model.ts';
import type { ReportRule } from './report.ts';

/** What the SASL exchange has told so far (AMQP 1.0, 5.3.2). */
export interface SaslFacts {
  offered: readonly string[] | undefined;
  chosen: string | undefined;
  outcome: number | undefined;
}

const smallestMaxFrameSize = 512;

const saslSender = new Map(
  Object.entries<'client' | 'server'>({
    'sasl-mechanisms': 'server',
    'sasl-challenge': 'server',
    'sasl-outcome': 'server',
    'sasl-init': 'client',
    'sasl-response': 'client',
  }),
);

/** A protocol header (2.2): it begins a layer. */
export function takeHeader(
  half: ConnectionHalf,
  sasl: SaslFacts,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): void {
  const name = frame.header?.name;
  half.headless = false;
  // A client may send the next header before it knows the outcome (2.4.2); a server has told it.
  const between =
    half.layer === 'start' ||
    half.layer === 'tls' ||
    half.layer === 'unknown' ||
    (half.layer === 'sasl' && (known.gaps || (half.side === 'client' ? sasl.chosen : sasl.outcome) !== undefined));
  if (!between)
    report(
      'headerFirst',
      `A second protocol header (${name ?? 'unknown'}) is not allowed here: a protocol header must be at the start of the stream.`,
    );
  if (name === 'sasl' || name === 'tls') half.layer = name;
  else half.layer = 'header';
}

/** Whether a frame may stand where it does: after a header, in the layer of its type. False ends the checks of the frame. */
export function checkLayer(
  half: ConnectionHalf,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): boolean {
  if (half.layer === 'unknown') {
    // Where the headers alone are missing, what comes first in the layer is checked.
    if (frame.frameType !== 'unknown')
      half.layer = frame.frameType === 'sasl' ? 'sasl' : half.headless ? 'header' : 'amqp';
    return true;
  }
  if (half.layer === 'start') {
    report(
      'headerFirst',
      `The stream begins with ${frame.performativeName ?? 'a frame'} instead of a protocol header.`,
    );
    half.layer = frame.frameType === 'sasl' ? 'sasl' : 'header';
  }
  if (frame.frameType === 'sasl' && half.layer !== 'sasl') {
    report(
      'saslLayer',
      `${frame.performativeName ?? 'A SASL frame'} is not allowed outside the SASL layer: it must be after the SASL header and before the AMQP header.`,
    );
    return false;
  }
  if (frame.frameType === 'amqp' && half.layer === 'sasl') {
    if (known.partial || half.headless || known.lossy === true) {
      // The header between them may have been missed.
      if (half.headless || known.lossy === true) half.layer = 'header';
      return true;
    }
    report(
      'saslLayer',
      `${frame.performativeName ?? 'An AMQP frame'} is not allowed inside the SASL layer: send the AMQP header first.`,
    );
    return false;
  }
  return true;
}

/** A frame of the SASL exchange (5.3.2, 5.3.3). */
export function takeSasl(
  half: ConnectionHalf,
  sasl: SaslFacts,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): void {
  // What the peer says may be late or missing.
  const peerSeen = known.both && !known.partial;
  if (frame.size > smallestMaxFrameSize)
    report('saslFrameSize', `This SASL frame has ${frame.size} bytes; at most ${smallestMaxFrameSize} are allowed.`);
  const name = frame.performativeName ?? '';
  const sender = saslSender.get(name);
  if (sender !== undefined && sender !== half.side)
    report('saslOrder', `${name} is sent by the ${sender}, not by the ${half.side}.`);
  if (sasl.outcome !== undefined && (half.side === 'server' || !known.gaps))
    report('saslOrder', `${name} comes after the outcome, which ends the exchange.`);
  switch (name) {
    case 'sasl-mechanisms':
      if (sasl.offered !== undefined) report('saslOrder', 'The mechanisms are offered a second time.');
      if (known.lossy === true && !isGiven(frame, 'sasl-server-mechanisms')) return;
      sasl.offered = symbolsOf(frame.field('sasl-server-mechanisms'));
      return;
    case 'sasl-init': {
      const chosen = textOf(frame, 'mechanism');
      if (sasl.chosen !== undefined) report('saslOrder', 'A second sasl-init is sent; a client chooses once.');
      else if (chosen !== undefined && sasl.offered !== undefined && !sasl.offered.includes(chosen)) {
        report(
          'saslMechanism',
          `${chosen} was not offered. The server offers ${sasl.offered.join(', ') || 'nothing'}.`,
          'mechanism',
        );
      }
      sasl.chosen = chosen ?? '';
      return;
    }
    case 'sasl-outcome':
      if (peerSeen && sasl.chosen === undefined)
        report('saslOrder', 'The outcome comes before the client chose a mechanism.');
      sasl.outcome = numberOf(frame, 'code') ?? -1;
      return;
    default:
      if (sasl.chosen === undefined && peerSeen) report('saslOrder', `${name} comes before sasl-init.`);
  }
}

/** Open, close and what stands outside both (2.4.1, 2.4.3). False ends the checks of the frame. */
export function checkConnection(half: ConnectionHalf, frame: DecodedFrame, report: ReportRule): boolean {
  const name = frame.performativeName;
  if (half.closed) {
    report(
      'afterClose',
      `${name ?? 'A frame'} comes after this side's close, which is the last thing that it may send.`,
    );
    return false;
  }
  if (half.open === undefined && name !== 'open' && half.layer === 'header')
    report('openFirst', `${name ?? 'A frame'} comes before this side's open.`);
  half.layer = 'amqp';
  if ((name === 'open' || name === 'close') && frame.channel !== 0)
    report('openChannel', `${name} is sent on channel ${frame.channel ?? 0}; it belongs on channel 0.`);
  return true;
}

export function takeOpen(half: ConnectionHalf, frame: DecodedFrame, report: ReportRule): void {
  if (half.open !== undefined) report('openTwice', 'This side opened the connection already.');
  const maxFrameSize = numberOf(frame, 'max-frame-size') ?? 0xffffffff;
  if (maxFrameSize < smallestMaxFrameSize)
    report(
      'maxFrameSizeMinimum',
      `max-frame-size is ${maxFrameSize}; it is at least ${smallestMaxFrameSize}.`,
      'max-frame-size',
    );
  half.open = {
    containerId: textOf(frame, 'container-id') ?? '',
    hostname: textOf(frame, 'hostname'),
    maxFrameSize,
    channelMax: numberOf(frame, 'channel-max') ?? 0xffff,
    idleTimeOut: numberOf(frame, 'idle-time-out'),
  };
}

/** What the peer's open allows (2.7.1); nothing is known before it was seen. */
export function checkLimits(peer: ConnectionHalf, frame: DecodedFrame, report: ReportRule): void {
  const open = peer.open;
  if (open === undefined) return;
  if (frame.size > Math.max(open.maxFrameSize, smallestMaxFrameSize))
    report(
      'maxFrameSize',
      `The frame has ${frame.size} bytes; the peer takes at most ${open.maxFrameSize} (its max-frame-size).`,
    );
  if ((frame.channel ?? 0) > open.channelMax)
    report('channelMax', `Channel ${frame.channel ?? 0} is above the peer's channel-max of ${open.channelMax}.`);
}

/** Peers are asked to announce half of the silence that they bear (2.4.5), so that frames which are a little late do no harm. */
const patience = 2;
/** After more milliseconds than these the machine slept, or its clock was set, and a log without dates may have another day. */
const longestSilence = 12 * 3_600_000;

/** The silence before this unit against the peer's idle-time-out (2.4.5). Milliseconds. */
export function checkSilence(
  half: ConnectionHalf,
  peer: ConnectionHalf,
  time: number | undefined,
  report: ReportRule,
): void {
  const allowed = peer.open?.idleTimeOut;
  const before = half.lastTime;
  if (allowed !== undefined && allowed > 0 && half.open !== undefined && time !== undefined && before !== undefined) {
    const silence = time - before - coarseness(time, before);
    if (silence > allowed * patience && silence < longestSilence)
      report(
        'idleTimeOut',
        `This side was silent for ${Math.round(silence)} ms; the peer asked for something at least every ${allowed} ms, and has no reason to wait longer than twice that.`,
      );
  }
  // Frames that came late in a capture have later times than those behind them. After a frame without a time the silence is not known.
  half.lastTime = time === undefined ? undefined : Math.max(before ?? time, time);
}

/** By how much the time between two may be too long: logs that have seconds without fractions cut them off. */
function coarseness(time: number, before: number): number {
  return time % 1000 === 0 && before % 1000 === 0 ? 1000 : 0;
}
