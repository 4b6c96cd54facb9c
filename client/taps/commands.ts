import { commands, env, Uri, window, workspace } from 'vscode';
import { readService } from '../../protocols/project/index.ts';
import type { TapInfo } from '../../wire/protocol.ts';
import type { CommandId } from '../commands/ids.ts';
import type { CommandHandler } from '../commands/register.ts';
import { Cancelled, UserError } from '../errors/user-error.ts';
import type { Connection } from '../project/catalogue.ts';
import { requireTrust } from '../trust.ts';
import type { TrafficView } from '../traffic-view/view.ts';
import { elsewhere } from './describe.ts';
import type { Taps } from './taps.ts';

export interface TapCommandParts {
  readonly taps: Taps;
  readonly traffic: TrafficView;
  /** The connection that an argument means; asks where there is none. */
  readonly chosen: (argument: unknown, title: string) => Promise<Connection>;
}

/** Ports of taps are those of their servers, and so much. */
const portShift = 20_000;

/** The commands around taps. Each takes a row of the sidebar, a tap's name, or asks. */
export function tapCommands({ taps, traffic, chosen }: TapCommandParts) {
  const tapOf = async (argument: unknown, title: string): Promise<TapInfo> => {
    const name = typeof argument === 'string' ? argument : isTapRow(argument) ? argument.info.name : undefined;
    const known = taps.list();
    if (name !== undefined) {
      const found = taps.info(name);
      if (found !== undefined) return found;
    }
    if (known.length === 0) throw new UserError('nothing-selected', `${title}: no tap is listening.`);
    const [only] = known;
    if (known.length === 1 && only !== undefined) return only;
    const items = known.map((info) => ({ label: info.name, description: info.offers, info }));
    const picked = await window.showQuickPick(items, { title, placeHolder: 'Tap' });
    if (picked === undefined) throw new Cancelled();
    return picked.info;
  };
  return {
    'wireloupe.startTap': async (row?: unknown, listen?: unknown) => {
      requireTrust('A tap');
      const connection = await chosen(row, 'Start Tap');
      const address = typeof listen === 'string' ? listen : await askWhere(connection);
      const { info, isNew } = await taps.start(connection, address);
      void offer(info, isNew);
    },
    'wireloupe.stopTap': async (row?: unknown) => {
      await taps.stop((await tapOf(row, 'Stop Tap')).name);
    },
    'wireloupe.copyTapAddress': async (row?: unknown) => {
      await env.clipboard.writeText((await tapOf(row, 'Copy Address of Tap')).offers);
    },
    'wireloupe.showTapTraffic': async (row?: unknown) =>
      traffic.show('', (await tapOf(row, 'Show Traffic of Tap')).name),
    'wireloupe.saveTapCa': async (target?: unknown) => {
      const authority = await taps.authority();
      if (authority === undefined)
        throw new UserError('missing-ca', 'There is no development CA yet: it is made when the first tap starts.', [
          { title: 'Start Tap', command: 'wireloupe.startTap' },
        ]);
      const file = target instanceof Uri ? target : await askFile();
      await workspace.fs.writeFile(file, new TextEncoder().encode(authority.certificate));
      void window.showInformationMessage(
        `The certificate of the development CA is in ${file.fsPath}. Make your program trust it; it is good for ${authority.names.join(', ')}.`,
      );
    },
  } satisfies Partial<Record<CommandId, CommandHandler>>;
}

/** Says where the program must connect to, with what it needs for that. */
async function offer({ name, offers }: TapInfo, isNew: boolean): Promise<void> {
  const [copy, save] = ['Copy Address', 'Save CA Certificate …'];
  const trust = isNew ? ' Programs that use TLS must trust the development CA, which was made now.' : '';
  const text = `The tap of “${name}” listens${elsewhere(env.remoteName)}. Connect your program to ${offers}.${trust}`;
  const answer = await window.showInformationMessage(text, copy, save);
  if (answer === copy) await env.clipboard.writeText(offers);
  else if (answer === save) await commands.executeCommand('wireloupe.saveTapCa');
}

/** Where a tap of a connection listens. @throws Cancelled */
async function askWhere({ profile }: Connection): Promise<string> {
  const service = readService(profile.service, profile.protocol);
  const port = service === undefined ? 0 : (service.port + portShift) % 65_536;
  const scheme = profile.service.slice(0, profile.service.indexOf('://'));
  const answer = await window.showInputBox({
    title: 'Start Tap',
    prompt: `Where your program connects${elsewhere(env.remoteName)}, in place of ${service?.target ?? 'its server'}. Port 0 takes a free one. Another scheme, such as the one without TLS, is possible.`,
    value: `${scheme}://127.0.0.1:${port}`,
    ignoreFocusOut: true,
  });
  if (answer === undefined) throw new Cancelled();
  return answer.trim();
}

async function askFile(): Promise<Uri> {
  const file = await window.showSaveDialog({
    title: 'Save the Certificate of the Development CA',
    filters: { 'PEM certificate': ['pem'] },
  });
  if (file === undefined) throw new Cancelled();
  return file;
}

function isTapRow(value: unknown): value is { readonly info: TapInfo } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'tap';
}
