import path from 'node:path';
import { isPayload } from '../../protocols/core/index.ts';
import { openForSending } from '../../protocols/sending.ts';
import { readArguments } from '../arguments.ts';
import { readText } from '../files.ts';
import { done, foundErrors, UsageError, type Command } from '../io.ts';
import { ProjectFiles } from '../project.ts';
import { formatLocation, sayProblems, valuesOf } from '../sending.ts';

/** Writes the bytes of an AMQP frame script to standard output. */
export const encode: Command = {
  name: 'encode',
  usage: '[--config FILE] [--env NAME] FILE.amqp.yaml',
  summary: 'write the bytes of a frame script to standard output',
  details: [
    'Mistakes against the protocol are reported and encoded as written. The status is 1, and nothing is written, when something cannot',
    'become bytes, managed send: and receive: steps among it.',
  ],
  async run(args, io) {
    const { values, positionals } = readArguments(args, { config: { type: 'string' }, env: { type: 'string' } });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('encode wants one file.');
    const { context } = await new ProjectFiles({ config: values.config, env: values.env }, io).soundOf(file);
    const text = await readText(file, path.resolve(io.cwd, file));
    const document = await openForSending('amqp', text, context);
    const lookup = valuesOf(context, io);
    const blocked = sayProblems(file, text, document.problems(lookup), io);
    const sendables = document.sendables();
    const managed = sendables.filter(({ kind }) => kind !== 'script');
    for (const { kind, start } of managed)
      io.say(
        formatLocation(
          file,
          text,
          start,
          `error: a ${kind === 'receive' ? kind : 'send'}: step has no bytes of its own: the session and the link are made when it is sent.`,
        ),
      );
    if (blocked || managed.length > 0) return foundErrors;
    if (sendables.length === 0) throw new UsageError(`${file} contains no frames to encode.`);
    const frames: Uint8Array[] = [];
    // A script whose values come from answers has several parts; a part that needs such a value has no bytes of its own.
    for (let part = 0, isLast = false; !isLast; part++) {
      const payload = document.prepare(0, lookup, part);
      if (!isPayload(payload)) {
        sayProblems(file, text, payload, io);
        return foundErrors;
      }
      if (payload.kind !== 'amqp-frames') break;
      frames.push(...payload.frames);
      isLast = payload.part?.last !== false;
    }
    for (const frame of frames) await io.bytes(frame);
    return done;
  },
};
