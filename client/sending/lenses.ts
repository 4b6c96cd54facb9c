import {
  CodeLens,
  EventEmitter,
  Range,
  workspace,
  type CancellationToken,
  type CodeLensProvider,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { formatCount } from '../../protocols/core/index.ts';
import type { SendableItem, SendablesResult } from '../../server/requests.ts';
import type { Choices } from '../connections/choices.ts';
import { chooseConnection } from '../connections/choose.ts';
import type { Language } from '../language/language.ts';
import { protocolOf } from '../language/serves.ts';
import type { Connection } from '../project/catalogue.ts';
import type { Projects } from '../project/projects.ts';
import { setting } from '../settings.ts';
import { lensTitles } from './lens-titles.ts';
import { replyTitle, type Replies } from './replies.ts';

/** What the lenses are made from. */
export interface LensParts {
  readonly language: Language;
  readonly projects: Projects;
  readonly choices: Choices;
  readonly replies: Replies;
}

/** The lenses above everything that can be sent: Send, the last reply, and to another connection. */
export class SendLenses implements CodeLensProvider, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #language: Language;
  readonly #projects: Projects;
  readonly #choices: Choices;
  readonly #replies: Replies;
  readonly #listening: readonly Disposable[];

  constructor({ language, projects, choices, replies }: LensParts) {
    this.#language = language;
    this.#projects = projects;
    this.#choices = choices;
    this.#replies = replies;
    const refresh = (): void => this.refresh();
    this.#listening = [
      language.onDidChangeSendables(refresh),
      projects.onDidChange(refresh),
      choices.onDidChange(refresh),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('wireloupe.codeLens')) refresh();
      }),
    ];
  }

  refresh(): void {
    this.#changed.fire();
  }

  async provideCodeLenses(document: TextDocument, token: CancellationToken): Promise<CodeLens[]> {
    const protocol = protocolOf(document.languageId);
    if (protocol === undefined || !setting('codeLens.enabled', document)) return [];
    // Not every XML file is ours: the server starts for those of a project, and the lenses come with it.
    if (document.languageId === 'xml' && !this.#language.started) return [];
    const [found, connections, state] = await Promise.all([
      this.#language.sendables(document.uri, undefined, token),
      this.#projects.connections(),
      this.#projects.stateFor(document.uri),
    ]);
    if (found?.version !== document.version) return [];
    const context = { connections, protocol, folder: state?.folder, defaultKey: this.#choices.connection(protocol) };
    const lenses = found.sendables.flatMap((item) =>
      this.#lensesOf(document, item, { ...context, named: item.connection }),
    );
    return [...lenses, ...leftOut(found)];
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#changed.dispose();
  }

  #lensesOf(document: TextDocument, item: SendableItem, context: Parameters<typeof chooseConnection>[0]): CodeLens[] {
    const { start, end } = item.range;
    const range = new Range(start.line, start.character, end.line, end.character);
    const args = [document.uri.toString(), item.index];
    const choice = chooseConnection(context);
    const chosen: Connection | undefined = choice.kind === 'one' ? choice.connection : undefined;
    const titles = lensTitles(item, choice.kind === 'unknown' ? choice.name : chosen?.key);
    const lenses = [
      new CodeLens(range, { title: titles.send, tooltip: titles.tooltip, command: 'wireloupe.send', arguments: args }),
    ];
    const sent = this.#replies.of(document.uri.toString(), document.getText().slice(item.start, item.end));
    // Before the other connections: the reply opens to the side and cuts off the end of the line of lenses.
    if (sent !== undefined && setting('codeLens.reply', document)) {
      lenses.push(
        new CodeLens(range, {
          title: replyTitle(sent.reply),
          tooltip: sent.reply.summary,
          command: 'wireloupe.showReply',
          arguments: args,
        }),
      );
    }
    if (setting('codeLens.otherConnection', document) && context.connections.length > 0) {
      lenses.push(
        new CodeLens(range, { title: '… to another connection', command: 'wireloupe.sendTo', arguments: args }),
      );
    }
    return lenses;
  }
}

/** Says at the last lens how many more there would be. */
function leftOut({ sendables, total }: SendablesResult): CodeLens[] {
  const last = sendables.at(-1)?.range.start;
  if (last === undefined || total <= sendables.length) return [];
  const title = `${formatCount(total - sendables.length)} more below have no lens: run “Wireloupe: Send” with the cursor in one of them`;
  return [new CodeLens(new Range(last.line, last.character, last.line, last.character), { title, command: '' })];
}
