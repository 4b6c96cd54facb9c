import { oneOf, readArguments } from '../arguments.ts';
import { checkFile, order, type CheckedFile } from '../check/check-file.ts';
import { findFiles } from '../check/find-files.ts';
import { reportJson } from '../check/report-json.ts';
import { reportSarif } from '../check/report-sarif.ts';
import { reportText } from '../check/report-text.ts';
import { done, foundErrors, UsageError, type Command } from '../io.ts';
import { Projects } from '../project.ts';

const reports = { text: reportText, json: reportJson, sarif: reportSarif };

/** Checks templates, frame definitions, AMQP types and wireloupe.json by the rules of the editor. */
export const check: Command = {
  name: 'check',
  usage: '[--format text|json|sarif] [--severity error|warning|information|hint] [--config FILE] [--env NAME] PATH…',
  summary: 'check files, folders and globs by the rules of the editor',
  details: [
    'Checks .xmpp, .amqp.yaml, AMQP type definitions and wireloupe.json; XML files with stanzas where xmpp.include of wireloupe.json',
    'names them, or where PATH is the file itself. --severity leaves out what is milder. The status is 1 when an error was found.',
  ],
  async run(args, io) {
    const { values, positionals } = readArguments(args, {
      format: { type: 'string', default: 'text' },
      severity: { type: 'string', default: 'hint' },
      config: { type: 'string' },
      env: { type: 'string' },
    });
    if (positionals.length === 0) throw new UsageError('check wants a file, a folder or a glob.');
    const report = reports[oneOf('format', values.format, ['text', 'json', 'sarif'])];
    const least = oneOf('severity', values.severity, order);
    const projects = new Projects({ config: values.config, env: values.env }, io);
    const checked: CheckedFile[] = [];
    for (const found of await findFiles(positionals, io.cwd)) {
      const result = await checkFile(found, await projects.of(found.file), least);
      if (result !== undefined) checked.push(result);
    }
    if (checked.length === 0) io.say('Nothing to check was found there: no .xmpp, .amqp.yaml, AMQP types or wireloupe.json.');
    await io.out(report(checked, io.cwd));
    return checked.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error')) ? foundErrors : done;
  },
};
