import { Uri, window, workspace } from 'vscode';
import type { CommandId } from '../commands/ids.ts';
import type { CommandHandler } from '../commands/register.ts';
import { UserError } from '../errors/user-error.ts';
import { protocolOf } from '../language/serves.ts';
import type { Connection } from '../project/catalogue.ts';
import { folderState } from '../project/folder-state.ts';
import { connectionOffset, type ProjectState } from '../project/state.ts';
import { ensureProjectFile, revealPlace, writeConnections } from '../project/write.ts';
import { requireTrust } from '../trust.ts';
import type { Passwords } from './passwords.ts';
import type { Projects } from '../project/projects.ts';
import type { TrafficView } from '../traffic-view/view.ts';
import type { Choices } from './choices.ts';
import type { Connections } from './connections.ts';
import { needsPassword } from './account.ts';
import { channelFilter, type LinkRow, type SessionRow } from './endpoint-rows.ts';
import { pickConnection, pickEnvironment } from './pick.ts';
import { trustCa } from './trust-ca.ts';
import { askForConnection } from './wizard.ts';

/** What the commands around connections act on. */
export interface ConnectionCommandParts {
  readonly projects: Projects;
  readonly choices: Choices;
  readonly passwords: Passwords;
  readonly connections: Connections;
  readonly traffic: TrafficView;
}

/** What an argument of a command means: a connection's name or row; asks where it is none. */
export function connectionChooser({
  projects,
  connections,
  choices,
}: Omit<ConnectionCommandParts, 'passwords' | 'traffic'>) {
  return async (
    argument: unknown,
    title: string,
    fits: (each: Connection) => boolean = () => true,
  ): Promise<Connection> => {
    if (typeof argument === 'string') return projects.named(argument);
    if (isConnectionRow(argument)) return argument.connection;
    const fitting = (await projects.required()).filter(fits);
    if (fitting.length === 0) throw new UserError('nothing-selected', `${title}: no matching connection.`);
    return pickConnection(fitting, connections, choices, title);
  };
}

/** The commands around connections and `wireloupe.json`. Each takes a row of the sidebar, a connection's name, or asks. */
export function connectionCommands(parts: ConnectionCommandParts) {
  const { projects, connections, choices, passwords, traffic } = parts;
  const chosen = connectionChooser(parts);
  const connect = async (connection: Connection): Promise<void> => {
    await connections.connect(connection);
    await choices.setConnection(connection.profile.protocol, connection.key);
  };
  const isOpen = ({ key }: Connection): boolean =>
    ['connected', 'connecting'].includes(connections.info(key)?.state ?? '');
  return {
    'wireloupe.createProjectFile': async () => {
      const state = await folderState(await projects.states());
      await revealPlace(await ensureProjectFile(state, projects), 0);
    },
    'wireloupe.openProjectFile': async (row?: unknown) => {
      const states = await projects.states();
      const existing = states.filter((each) => each.exists);
      const missing = existing.length === 0 ? states[0]?.error : undefined;
      if (missing !== undefined) throw missing;
      const state = isBrokenRow(row) ? row.state : await folderState(existing);
      await revealPlace(Uri.parse(state.file), 0);
    },
    'wireloupe.newConnection': async (protocol?: unknown) => {
      const state = await folderState(await projects.states());
      if (state.exists && state.error !== undefined) throw state.error;
      const wanted = protocol === 'xmpp' || protocol === 'amqp' ? protocol : undefined;
      const { name, profile } = await askForConnection(wanted, Object.keys(state.project.connections));
      await writeConnections(state, projects, { [name]: profile });
      if (!workspace.isTrusted) return;
      const connection = await projects.named(name, state.folder);
      void window
        .showInformationMessage(`Added “${name}” to wireloupe.json.`, 'Connect')
        .then((answer) => (answer === undefined ? undefined : connect(connection)));
    },
    'wireloupe.connect': async (row?: unknown) => {
      requireTrust('Connecting');
      await connect(await chosen(row, 'Connect', (each) => !isOpen(each)));
    },
    /** What a click on a row does: connects, or shows the traffic of a connection that is open. */
    'wireloupe.activateConnection': async (row?: unknown) => {
      requireTrust('Connecting');
      const connection = await chosen(row, 'Connect');
      if (isOpen(connection)) await traffic.show('', connection.key);
      else await connect(connection);
    },
    'wireloupe.disconnect': async (row?: unknown) => {
      // One that the file has no more is known by its name alone.
      const key =
        typeof row === 'string' && connections.info(row) !== undefined
          ? row
          : (await chosen(row, 'Disconnect', isOpen)).key;
      await connections.disconnect(key);
    },
    'wireloupe.reconnect': async (row?: unknown) => {
      requireTrust('Connecting');
      const connection = await chosen(row, 'Reconnect', isOpen);
      await connections.disconnect(connection.key);
      await connect(connection);
    },
    'wireloupe.editConnection': async (row?: unknown) => {
      const connection = await chosen(row, 'Edit Connection');
      const state = await projects.stateOf(connection);
      if (state !== undefined) await revealPlace(Uri.parse(state.file), connectionOffset(state, connection.name) ?? 0);
    },
    'wireloupe.editPassword': async (row?: unknown) => {
      requireTrust('Keeping a password');
      const connection = await chosen(row, 'Edit Password', ({ profile }) => needsPassword(profile));
      await passwords.store(connection.profile, await passwords.ask(connection.key, connection.profile));
      // A password is edited because the old one was refused, or will be.
      if (connections.info(connection.key)?.state === 'failed') await connect(connection);
    },
    'wireloupe.forgetPassword': async (row?: unknown) => {
      const connection = await chosen(row, 'Forget Password', ({ profile }) => needsPassword(profile));
      const had = await passwords.forget(connection.profile);
      void window.showInformationMessage(
        had
          ? `Removed the password of “${connection.key}”. You will be asked for it at the next connect.`
          : `No password of “${connection.key}” is stored.`,
      );
    },
    'wireloupe.trustCa': async (row?: unknown, pem?: unknown) => {
      requireTrust('Trusting a certificate authority');
      const connection = await chosen(
        row,
        'Trust the Certificate Authority of …',
        ({ key }) => connections.info(key)?.failure?.untrustedCa !== undefined,
      );
      const certificate = typeof pem === 'string' ? pem : connections.info(connection.key)?.failure?.untrustedCa;
      if (certificate === undefined) return;
      await trustCa(connection, certificate, projects);
      await connect(await projects.named(connection.name, connection.folder));
    },
    /** Shows the traffic of a session's channels; of a link too, whose frames are not told apart from those of its session. */
    'wireloupe.showChannelTraffic': async (row?: unknown) => {
      if (isSessionRow(row)) await traffic.show(channelFilter(row.session), row.connection);
    },
    'wireloupe.pickConnection': async () => {
      requireTrust('Connecting');
      const language = window.activeTextEditor?.document.languageId;
      const protocol = language === undefined ? undefined : protocolOf(language);
      const connection = await pickConnection(
        await projects.required(protocol),
        connections,
        choices,
        'Active Connection',
      );
      await connect(connection);
    },
    'wireloupe.pickEnvironment': async () => {
      const document = window.activeTextEditor?.document.uri;
      const state = await projects.stateFor(document);
      if (state === undefined) return;
      if (state.error !== undefined && Object.keys(state.project.environments).length === 0) throw state.error;
      await choices.setEnvironment(state.folder, await pickEnvironment(state, choices));
    },
  } satisfies Partial<Record<CommandId, CommandHandler>>;
}

function isConnectionRow(value: unknown): value is { readonly connection: Connection } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'connection';
}

function isSessionRow(value: unknown): value is SessionRow | LinkRow {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    (value.kind === 'session' || value.kind === 'link')
  );
}

function isBrokenRow(value: unknown): value is { readonly state: ProjectState } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'broken';
}
