import type { Lossy, Side } from '../../../../protocols/core/index.ts';
import { findingsOf } from '../../../../protocols/amqp/rules/lossy.ts';
import { Conversation, type ConversationOptions } from '../../../../protocols/amqp/conversation/index.ts';
import { encodeScript, parseSource } from '../../../../protocols/amqp/notation/index.ts';

/**
 * Plays a conversation that is written in the notation, one step a line: `C open: { container-id: a }` is what the client
 * sends, `S …` the server; `C lost` that bytes of the client are missing, `late` that some are late. `lossy`: all of it is what a log tells. Gives the findings as `line rule`, lines from 1, errors and warnings only.
 */
export function play(
  text: string,
  options: ConversationOptions & { readonly times?: readonly number[]; readonly lossy?: Lossy } = {},
): { readonly findings: readonly string[]; readonly conversation: Conversation } {
  const conversation = new Conversation(options);
  const findings: string[] = [];
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  lines.forEach((line, index) => {
    if (line === 'late') return conversation.gap();
    if (line === 'C lost' || line === 'S lost') return conversation.gap(line === 'C lost' ? 'client' : 'server');
    const { side, bytes } = stepOf(line);
    const { issues } = conversation.feed(side, bytes, options.times?.[index], undefined, options.lossy);
    for (const { severity, code } of findingsOf(issues, options.lossy))
      if (severity === 'error' || severity === 'warning') findings.push(`${index + 1} ${code}`);
  });
  return { findings, conversation };
}

/** The side and the bytes of one line of a conversation. */
export function stepOf(line: string): { readonly side: Side; readonly bytes: Uint8Array } {
  const [, letter = '', step = ''] = /^([CS]) (.*)$/.exec(line) ?? [];
  const { steps, problems } = encodeScript({ source: parseSource(`- ${step}\n`) }, () => undefined);
  const [first] = steps;
  if (first?.kind !== 'bytes')
    throw new Error(`This makes no frame: ${line} ${problems.map(({ message }) => message).join(' ')}`);
  return { side: letter === 'C' ? 'client' : 'server', bytes: first.bytes };
}

/** Header, open and begin of both sides: six lines. */
export const opened = `
  C header: amqp
  S header: amqp
  C open: { container-id: a }
  S open: { container-id: b }
  C begin: { next-outgoing-id: 0, incoming-window: 100, outgoing-window: 100 }
  S begin: { remote-channel: 0, next-outgoing-id: 0, incoming-window: 100, outgoing-window: 100 }`;

/** A link from client to server with ten credits: three lines more, nine in all. */
export const attached = `${opened}
  C attach: { name: l, handle: 0, role: sender, source: { address: s }, target: { address: t }, initial-delivery-count: 0 }
  S attach: { name: l, handle: 3, role: receiver, source: { address: s }, target: { address: t } }
  S flow: { next-incoming-id: 0, incoming-window: 100, next-outgoing-id: 0, outgoing-window: 100, handle: 3, delivery-count: 0, link-credit: 10 }`;
