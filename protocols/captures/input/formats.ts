import { logFormats } from '../logs/index.ts';
import { createCaptureReader } from '../read-capture.ts';
import { WlcapFeeder } from '../wlcap/index.ts';
import type { Feeder, Format, FormatName, InputContext } from './model.ts';
import { InputError } from './model.ts';
import { pastedFeeder } from './raw-feeder.ts';
import { TextFeeder } from './text-feeder.ts';

const capture = (first: Uint8Array, context: InputContext): Feeder => {
  const reader = createCaptureReader(first, context.streams);
  if (reader === undefined) throw new InputError('The input is neither pcap nor pcapng: its first bytes are others.');
  return reader;
};

interface Forced extends Format {
  readonly feeder: (first: Uint8Array, context: InputContext) => Feeder;
}

const forced: readonly Forced[] = [
  { name: 'pcap', title: 'a capture of tcpdump, Wireshark or another program', feeder: capture },
  { name: 'pcapng', title: 'the same in the newer format', feeder: capture },
  {
    name: 'wlcap',
    title: 'a capture of Wireloupe',
    feeder: (_first, context) => new WlcapFeeder(context.sink),
  },
  {
    name: 'raw',
    title: 'the bytes of one direction, whatever they are',
    feeder: (_first, context) => pastedFeeder(context),
  },
  {
    name: 'bytes',
    title: 'bytes as text: hex, base64, dumps, lists of numbers, literals of programming languages',
    feeder: (_first, context) => new TextFeeder(context, 'bytes'),
  },
  ...logFormats.map((format) => ({
    name: format.name,
    title: format.title,
    feeder: (_first: Uint8Array, context: InputContext) => new TextFeeder(context, format),
  })),
];

/** All formats that are read. */
export const formats: readonly Format[] = forced;

/** The reader of a format that somebody names. @throws InputError where the input cannot have it */
export function forcedFeeder(name: FormatName, first: Uint8Array, context: InputContext): Feeder {
  const format = forced.find((each) => each.name === name);
  if (format === undefined) throw new InputError(`There is no format ${name}.`);
  return format.feeder(first, context);
}
