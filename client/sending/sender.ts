import { EventEmitter, Uri, window, workspace, type Disposable, type TextDocument } from 'vscode';
import type { SendableItem } from '../../server/requests.ts';
import { variableLookup, type LanguageContext, type SendPayload } from '../../protocols/core/index.ts';
import { openForSending } from '../../protocols/sending.ts';
import { runSendable, type Run } from '../../protocols/sending-run.ts';
import type { Outcome, SendReply } from '../../wire/protocol.ts';
import type { Choices } from '../connections/choices.ts';
import { chooseConnection } from '../connections/choose.ts';
import type { Connections } from '../connections/connections.ts';
import { currentEnvironment } from '../connections/environment.ts';
import { wireFailure } from '../connections/failures.ts';
import { pickConnection } from '../connections/pick.ts';
import { Cancelled } from '../errors/user-error.ts';
import type { Language } from '../language/language.ts';
import { protocolOf } from '../language/serves.ts';
import type { Connection } from '../project/catalogue.ts';
import type { Definitions } from '../project/definitions.ts';
import { withAbsolutePaths } from '../../workspace/project-file.ts';
import type { Projects } from '../project/projects.ts';
import { resolveEnvironment } from '../../protocols/project/index.ts';
import { withProgress } from '../progress.ts';
import { setting } from '../settings.ts';
import { requireTrust } from '../trust.ts';
import { toSignal } from '../../wire/signal.ts';
import { verdict } from '../../wire/verdict.ts';
import type { WireWorker } from '../wire/wire.ts';
import { sendableAt } from './at-cursor.ts';
import { nothingToSend, notSendable, notSet } from './errors.ts';
import type { SentHistory } from './history.ts';
import { Prompts, promptsOf } from './prompts.ts';
import type { Replies, Sent } from './replies.ts';
import type { SetValues } from './set-values.ts';
import { dynamicSources } from '../../workspace/dynamic-sources.ts';

/** What the sender works with. */
export interface SenderParts {
  readonly projects: Projects;
  readonly definitions: Definitions;
  readonly connections: Connections;
  readonly choices: Choices;
  readonly language: Language;
  readonly wire: WireWorker;
  readonly replies: Replies;
  readonly history: SentHistory;
  readonly setValues: SetValues;
}

/** What is sent: the document and the part of it, or where the cursor stands. */
export interface Target {
  readonly document: TextDocument;
  readonly protocol: 'xmpp' | 'amqp';
  readonly item: SendableItem;
}

/** Sends from the editor, and makes the connection the default one: finds the part, the connection and the values; connects if need be; waits for the reply. */
export class Sender implements Disposable {
  readonly #sent = new EventEmitter<Sent>();
  /** A reply came. */
  readonly onDidSend = this.#sent.event;
  readonly #began = new EventEmitter<void>();
  /** Something is sent: its last reply is gone. */
  readonly onDidBegin = this.#began.event;
  readonly #parts: SenderParts;
  readonly #prompts = new Prompts();
  readonly #busy = new Map<string, number>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Whether something waits for a reply on a connection: its loss is then told by that. */
  isBusy(connection: string): boolean {
    return (this.#busy.get(connection) ?? 0) > 0;
  }

  /**
   * The part of a document that a lens means by its index, or that is at the cursor of the active editor.
   * @throws UserError when there is nothing to send.
   */
  async target(uri: unknown, index: unknown): Promise<Target> {
    const editor = window.activeTextEditor;
    const document = typeof uri === 'string' ? await workspace.openTextDocument(Uri.parse(uri)) : editor?.document;
    const protocol = document === undefined ? undefined : protocolOf(document.languageId);
    if (document === undefined || protocol === undefined) throw nothingToSend();
    const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : 0;
    const items =
      (await this.#parts.language.sendables(document.uri, typeof index === 'number' ? { index } : { offset: cursor }))
        ?.sendables ?? [];
    const item = typeof index === 'number' ? items.find((each) => each.index === index) : sendableAt(items, cursor);
    if (item === undefined) throw nothingToSend();
    return { document, protocol, item };
  }

  /** Sends to the connection that the document or the user chose before. */
  async send(target: Target): Promise<Sent> {
    requireTrust('Sending');
    return this.#sendTo(target, await this.#connectionFor(target));
  }

  /** Sends to a connection by its key. @throws UserError where there is none of that name any more. */
  async sendAgain(target: Target, connection: string): Promise<Sent> {
    requireTrust('Sending');
    return this.#sendTo(target, await this.#parts.projects.named(connection));
  }

  /** Asks for the connection first. */
  async sendToOther(target: Target): Promise<Sent> {
    requireTrust('Sending');
    return this.#sendTo(target, await this.#ask(target, await this.#parts.projects.required(target.protocol)));
  }

  dispose(): void {
    this.#began.dispose();
    this.#sent.dispose();
  }

  async #connectionFor(target: Target): Promise<Connection> {
    const { projects, choices } = this.#parts;
    const folder = workspace.getWorkspaceFolder(target.document.uri)?.uri.toString();
    const named = target.item.connection;
    if (named !== undefined) return projects.named(named, folder);
    const connections = await projects.required(target.protocol);
    const choice = chooseConnection({
      connections,
      protocol: target.protocol,
      folder,
      named,
      defaultKey: choices.connection(target.protocol),
    });
    return choice.kind === 'one' ? choice.connection : this.#ask(target, connections);
  }

  #ask({ item }: Target, among: readonly Connection[]): Promise<Connection> {
    const { connections, choices } = this.#parts;
    return pickConnection(among, connections, choices, `Send ${item.label} to …`);
  }

  async #sendTo(target: Target, connection: Connection): Promise<Sent> {
    const { document, item } = target;
    const source = document.getText().slice(item.start, item.end);
    const { replies } = this.#parts;
    replies.forget(document.uri.toString(), source);
    this.#began.fire();
    const text = document.getText();
    const { reply, problems } = await this.#exchange(target, connection);
    await this.#parts.choices.setConnection(target.protocol, connection.key);
    const sent: Sent = {
      document: document.uri.toString(),
      source,
      label: item.label,
      connection: connection.key,
      protocol: target.protocol,
      time: new Date(),
      reply,
    };
    replies.add(sent);
    this.#parts.history.add({ sent, text: document.getText(), index: item.index });
    this.#sent.fire(sent);
    // An answer that is an error says enough.
    if (problems.length > 0 && verdict(reply) !== 'bad') throw notSet(problems, text, document.uri.toString());
    return sent;
  }

  async #exchange({ document, protocol, item }: Target, connection: Connection): Promise<Run<SendReply>> {
    const text = document.getText();
    const { values, ...context } = await this.#known(document);
    const opened = await openForSending(protocol, text, context);
    const asked = await this.#prompts.ask(promptsOf(text, opened.sendables(), item), (name, before) =>
      askFor(name, before, item.label),
    );
    const sources = { ...dynamicSources(workspace.isTrusted), prompt: (name: string) => asked.get(name) };
    const uri = document.uri.toString();
    const taken = this.#parts.setValues.of(uri);
    const script = crypto.randomUUID();
    const run = await runSendable(opened, item.index, variableLookup(values, sources), taken, (payload) =>
      this.#sendPayload({ document, protocol, item }, connection, payload, script),
    );
    if (!('reply' in run)) throw notSendable(run, text, uri);
    this.#parts.setValues.keep(uri, taken, connection.key, item.kind === 'script');
    await this.#noteNumber(connection, run.reply);
    return run;
  }

  /** Sends one payload, or one part of a script, which has a name of its own. */
  async #sendPayload(
    { document, item }: Target,
    connection: Connection,
    payload: SendPayload,
    script: string,
  ): Promise<SendReply> {
    const { connections, wire } = this.#parts;
    const profile = withAbsolutePaths(connection.profile, connection.directory);
    // A frame script speaks for itself, on a socket of its own.
    if (payload.kind !== 'amqp-frames') await connections.connect(connection);
    const host = await wire.use();
    const timeout = setting('send.timeout', document) * 1000;
    const doing = item.kind === 'receive' ? item.label.replace(/^receive/, 'Receiving') : `Sending ${item.label}`;
    const title = `${doing} (${connection.key})`;
    const params = { connection: connection.key, payload, timeout, profile, script };
    const outcome = await this.#counted(connection.key, () =>
      withProgress(title, (token) => host.send(params, toSignal(token))),
    );
    if (outcome.ok) return outcome.value;
    if (outcome.failure.code === 'cancelled') throw new Cancelled();
    throw wireFailure(outcome.failure, { key: connection.key, service: profile.service, doing: 'sending' });
  }

  /** What the project gives a document: the values of the chosen environment, and its own AMQP types. */
  async #known(
    document: TextDocument,
  ): Promise<Pick<LanguageContext, 'amqpDefinitions'> & { readonly values: ReadonlyMap<string, string> }> {
    const { projects, choices, definitions } = this.#parts;
    const state = await projects.stateFor(document.uri);
    const values =
      state === undefined
        ? new Map<string, string>()
        : resolveEnvironment(state.project, currentEnvironment(state, choices));
    return {
      values,
      amqpDefinitions: document.languageId === 'amqp' ? (await definitions.of(state)).amqpDefinitions : [],
    };
  }

  async #counted(key: string, run: () => Promise<Outcome<SendReply>>): Promise<Outcome<SendReply>> {
    this.#busy.set(key, (this.#busy.get(key) ?? 0) + 1);
    try {
      return await run();
    } finally {
      this.#busy.set(key, (this.#busy.get(key) ?? 1) - 1);
    }
  }

  /** The socket of a frame script has a number of its own in the store, which the panel must know by the connection's name. */
  async #noteNumber(connection: Connection, { sent }: SendReply): Promise<void> {
    const [first] = sent;
    const unit = first === undefined ? null : await (await this.#parts.wire.use()).unit({ seq: first });
    if (unit !== null) this.#parts.connections.noteNumber(connection, unit.row.connection);
  }
}

/** The value of a `{{$prompt Name}}`. @throws Cancelled */
async function askFor(name: string, before: string | undefined, label: string): Promise<string> {
  const value = await window.showInputBox({
    title: name,
    prompt: `The value of {{$prompt ${name}}} in ${label}.`,
    ...(before !== undefined && { value: before }),
    ignoreFocusOut: true,
  });
  if (value === undefined) throw new Cancelled();
  return value;
}
