import path from 'node:path';
import { encodeText, formatLocation } from '../amqp-script.ts';
import { readArguments } from '../arguments.ts';
import { readText } from '../files.ts';
import { done, foundErrors, UsageError, type Command } from '../io.ts';
import { ProjectFiles } from '../project.ts';

/** Writes the bytes of an AMQP frame script to standard output. */
export const encode: Command = {
  name: 'encode',
  usage: '[--config FILE] [--env NAME] FILE.amqp.yaml',
  summary: 'write the bytes of a frame script to standard output',
  details: [
    'Mistakes against the protocol are told and encoded as they stand. The status is 1, and nothing is written, when something cannot',
    'become bytes, managed send: and receive: steps among it.',
  ],
  async run(args, io) {
    const { values, positionals } = readArguments(args, { config: { type: 'string' }, env: { type: 'string' } });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('encode wants one file.');
    const { context } = await new ProjectFiles({ config: values.config, env: values.env }, io).soundOf(file);
    const text = await readText(file, path.resolve(io.cwd, file));
    const { script, blocked } = encodeText(file, text, context, io);
    const managed = script.steps.filter(({ kind }) => kind !== 'bytes');
    for (const { step, kind } of managed)
      io.say(
        formatLocation(
          file,
          text,
          step.start,
          `error: a ${kind}: step has no bytes of its own: the session and the link are made when it is sent.`,
        ),
      );
    if (blocked || managed.length > 0) return foundErrors;
    if (script.steps.length === 0) throw new UsageError(`${file} contains no frames to encode.`);
    for (const step of script.steps) if (step.kind === 'bytes') await io.bytes(step.bytes);
    return done;
  },
};
