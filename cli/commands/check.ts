import { severities } from '../../protocols/core/index.ts';
import { oneOf, readArguments } from '../arguments.ts';
import { checkFile, type CheckedFile } from '../check/check-file.ts';
import { findFiles } from '../check/find-files.ts';
import { reportJson } from '../check/report-json.ts';
import { reportSarif } from '../check/report-sarif.ts';
import { reportText } from '../check/report-text.ts';
import { done, foundErrors, UsageError, wrongUsage, type Command, type Io } from '../io.ts';
import { firstError, ProjectFiles, type ProjectContext } from '../project.ts';

type WriteReport = (files: readonly CheckedFile[], io: Io) => Promise<void>;

const reports: Readonly<Record<'text' | 'json' | 'sarif', WriteReport>> = {
  text: (files, io) => io.print(reportText(files, io.cwd)),
  json: (files, io) => io.data(reportJson(files, io.cwd)),
  sarif: (files, io) => io.data(reportSarif(files, io.cwd)),
};

/** What is wrong in a project's file is left out of it: said where that file itself is not checked. */
function warnOf(project: ProjectContext, io: Io): void {
  const error = firstError(project);
  if (error !== undefined) io.say(`${error}. Invalid entries of that file were ignored. Run wireloupe check on it.`);
}

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
    const least = oneOf('severity', values.severity, severities);
    const projects = new ProjectFiles({ config: values.config, env: values.env }, io);
    const checked: CheckedFile[] = [];
    const used = new Set<ProjectContext>();
    const { files, problems } = await findFiles(positionals, io.cwd);
    const complain = ({ message }: UsageError): void => io.say(`wireloupe: ${message}`);
    problems.forEach(complain);
    // Asked for by the user: it must be there, with its environment, even if no file needs it.
    if (values.config !== undefined || (values.env !== undefined && files.length === 0))
      used.add(await projects.of('.'));
    let unreadable = problems.length > 0;
    for (const found of files) {
      try {
        const project = await projects.of(found.file);
        used.add(project);
        const result = await checkFile(found, project, least, io.cwd);
        if (result !== undefined) checked.push(result);
      } catch (error) {
        // The others are checked all the same.
        if (!(error instanceof UsageError)) throw error;
        complain(error);
        unreadable = true;
      }
    }
    for (const project of used) if (!checked.some(({ file }) => file === project.path)) warnOf(project, io);
    if (checked.length === 0 && !unreadable)
      io.say('Nothing to check was found there: no .xmpp, .amqp.yaml, AMQP types or wireloupe.json.');
    await report(checked, io);
    if (unreadable) return wrongUsage;
    return checked.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'))
      ? foundErrors
      : done;
  },
};
