import type { ConnectionInfo, ConnectionState } from '../../wire/protocol.ts';
import { maskSecrets, printableLine } from '../../protocols/core/index.ts';
import type { Connection } from '../project/catalogue.ts';
import { account } from './account.ts';
import { failureText } from './failures.ts';
import type { ProfileStatus } from './profile-status.ts';

/** How a row of the sidebar’s Connections looks, without VS Code’s types. */
export interface RowLook {
  readonly label: string;
  readonly description: string;
  /** Name of a codicon and of a theme colour. */
  readonly icon: string;
  readonly colour?: string;
  /** Markdown. */
  readonly tooltip: string;
  /** What a screen reader says of the row. */
  readonly accessible: string;
  /** Words that menus match on. */
  readonly context: string;
}

/** The states in words for people. */
export const stateWords: Readonly<Record<ConnectionState, string>> = {
  connecting: 'connecting …',
  connected: 'connected',
  disconnecting: 'disconnecting …',
  disconnected: 'not connected',
  failed: 'failed',
};

const icons: Readonly<Record<ConnectionState, { readonly icon: string; readonly colour?: string }>> = {
  connecting: { icon: 'loading~spin' },
  connected: { icon: 'pass-filled', colour: 'testing.iconPassed' },
  disconnecting: { icon: 'loading~spin' },
  disconnected: { icon: 'circle-outline' },
  failed: { icon: 'error', colour: 'testing.iconFailed' },
};

/** The state of a connection that may never have been opened. */
export function stateOf(info: ConnectionInfo | undefined): ConnectionState {
  return info?.state ?? 'disconnected';
}

const standingWords: Readonly<
  Record<Exclude<ProfileStatus, 'current'>, { readonly short: string; readonly long: string }>
> = {
  outdated: {
    short: 'reconnect to apply changes',
    long: 'wireloupe.json says otherwise now, and this connection goes on as it was opened: reconnect to apply the changes.',
  },
  removed: {
    short: 'not in wireloupe.json any more',
    long: 'wireloupe.json has this connection no more; it stays open until it is disconnected.',
  },
};

/** What the row of a connection shows; `info` is undefined until it was first opened. `isDefault`: what names no connection is sent to it. */
export function describeConnection(
  connection: Connection,
  info: ConnectionInfo | undefined,
  isDefault: boolean,
  standing: ProfileStatus = 'current',
): RowLook {
  const { profile } = connection;
  const state = stateOf(info);
  const unverified = isUnverified(connection, info);
  const protocol = profile.protocol.toUpperCase();
  // What may be cut in a narrow sidebar comes last.
  const words = [
    ...(standing === 'current' ? [] : [standingWords[standing].short]),
    isDefault ? `default for ${protocol}` : protocol,
    account(profile),
    ...(unverified ? ['unverified TLS'] : []),
  ];
  return {
    label: connection.key,
    description: words.join(' · '),
    ...icons[state],
    ...(unverified && state === 'connected' && { icon: 'unverified', colour: 'list.warningForeground' }),
    ...(standing !== 'current' && { icon: 'warning', colour: 'list.warningForeground' }),
    tooltip: [
      tooltip(connection, info, unverified),
      ...(isDefault ? ['Default: files that name no connection are sent to it.'] : []),
      ...(standing === 'current' ? [] : [`$(warning) ${escapeMarkdown(standingWords[standing].long)}`]),
    ].join('\n\n'),
    accessible: `${connection.key}, ${stateWords[state]}, ${words.join(', ')}`,
    context: contextWords(connection, info, standing).join(' '),
  };
}

function isUnverified({ profile }: Connection, info: ConnectionInfo | undefined): boolean {
  return info?.tls == null ? profile.tls?.verify === false : !info.tls.verified;
}

function contextWords(
  { profile }: Connection,
  info: ConnectionInfo | undefined,
  standing: ProfileStatus,
): readonly string[] {
  const state = stateOf(info);
  const open = state === 'connected' || state === 'connecting';
  return [
    ...(standing === 'removed' ? [] : ['profile']),
    ...(standing === 'outdated' ? ['outdated'] : []),
    ...(open ? ['open'] : state === 'disconnecting' ? [] : ['closed']),
    ...(profile.password === undefined ? ['secret'] : []),
    ...(info?.failure?.untrustedCa === undefined ? [] : ['untrusted']),
  ];
}

function tooltip({ key, profile }: Connection, info: ConnectionInfo | undefined, unverified: boolean): string {
  const lines = [
    `**${escapeMarkdown(key)}** — ${stateWords[stateOf(info)]}`,
    `Service: ${escapeMarkdown(maskSecrets(profile.service))}`,
    `Account: ${escapeMarkdown(account(profile))}`,
  ];
  if (info?.identity !== undefined) lines.push(`Identity: ${escapeMarkdown(info.identity)}`);
  if (info?.state === 'connected') {
    lines.push(
      info.tls == null
        ? 'TLS: none, everything is sent in the clear'
        : `TLS: ${escapeMarkdown(`${info.tls.version}, ${info.tls.cipher}`)}`,
    );
  }
  if (unverified)
    lines.push('$(warning) The certificate is **not verified**: `tls.verify` is false in wireloupe.json.');
  if (profile.tls?.ca !== undefined) lines.push(`Trusts: ${escapeMarkdown(profile.tls.ca)}`);
  if (info?.failure !== undefined && info.state === 'failed')
    lines.push(`$(error) ${escapeMarkdown(failureText(info.failure))}`);
  return lines.join('\n\n');
}

/** Makes text of others stand for itself in Markdown. */
export function escapeMarkdown(text: string): string {
  return printableLine(text.replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&');
}
