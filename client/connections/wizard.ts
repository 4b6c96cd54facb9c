import { window, type InputBoxOptions } from 'vscode';
import { Cancelled } from '../errors/user-error.ts';
import { accountProblem, nameProblem, newProfile, serviceProblem, suggestedName, type Answers } from './new-profile.ts';
import { suggestedService, type ConnectionProfile } from '../../protocols/project/index.ts';

/** Asks for a new connection: protocol, service, account, name. @throws Cancelled */
export async function askForConnection(
  protocol: 'xmpp' | 'amqp' | undefined,
  taken: readonly string[],
): Promise<{ readonly name: string; readonly profile: ConnectionProfile }> {
  const chosen = protocol ?? (await askForProtocol());
  const service = await ask({
    title: 'New Connection (1/3): service',
    prompt:
      chosen === 'xmpp'
        ? 'xmpp: is TCP with STARTTLS, xmpps: TLS from the start, ws: and wss: WebSocket'
        : 'amqp: is TCP, amqps: TLS',
    value: suggestedService[chosen],
    valueSelection: [suggestedService[chosen].indexOf('//') + 2, suggestedService[chosen].length],
    validateInput: (text) => serviceProblem(chosen, text),
  });
  const account = await ask({
    title: 'New Connection (2/3): account',
    prompt:
      chosen === 'xmpp'
        ? 'The JID to log in as, with a resource if you like: romeo@localhost/bench'
        : 'The user name; leave it empty to log in anonymously',
    ...(chosen === 'xmpp' && { validateInput: (text: string) => accountProblem(chosen, text.trim()) }),
  });
  const answers: Answers = { protocol: chosen, service, account: account.trim() };
  const name = await ask({
    title: 'New Connection (3/3): name',
    prompt: 'How files and the sidebar call it',
    value: suggestedName(answers, taken),
    validateInput: (text) => nameProblem(text.trim(), taken),
  });
  return { name: name.trim(), profile: newProfile(answers) };
}

async function askForProtocol(): Promise<'xmpp' | 'amqp'> {
  const items = [
    { label: 'XMPP', description: 'RFC 6120', protocol: 'xmpp' as const },
    { label: 'AMQP 1.0', description: 'OASIS, ISO/IEC 19464', protocol: 'amqp' as const },
  ];
  const chosen = await window.showQuickPick(items, { title: 'New Connection: protocol', ignoreFocusOut: true });
  if (chosen === undefined) throw new Cancelled();
  return chosen.protocol;
}

async function ask(options: InputBoxOptions): Promise<string> {
  const text = await window.showInputBox({ ignoreFocusOut: true, ...options });
  if (text === undefined) throw new Cancelled();
  return text;
}
