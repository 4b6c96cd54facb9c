import { env, UIKind, window, type SecretStorage } from 'vscode';
import { maskSecrets } from '../../protocols/core/index.ts';
import type { ConnectionProfile } from '../../protocols/project/index.ts';
import { Cancelled, UserError } from '../errors/user-error.ts';
import type { Connection } from '../project/catalogue.ts';
import { account, needsPassword, secretKey } from './account.ts';

/** A password and where it came from: only one that was typed in is worth keeping, once the server took it. */
export interface Password {
  readonly value: string | undefined;
  readonly typed: boolean;
}

/** Passwords in VS Code's secret storage, one for each service and account. */
export class Passwords {
  readonly #secrets: SecretStorage;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  /**
   * The password to log in with: from the environment where the profile says so, from secret storage, or asked for.
   * @throws UserError when the environment variable is not set; Cancelled when the user closed the question.
   */
  async passwordFor({ key, profile }: Connection): Promise<Password> {
    if (profile.password !== undefined) return { value: fromEnvironment(key, profile.password.env), typed: false };
    if (!needsPassword(profile)) return { value: undefined, typed: false };
    const stored = await this.#secrets.get(secretKey(profile));
    if (stored !== undefined) return { value: stored, typed: false };
    return { value: await this.ask(key, profile), typed: true };
  }

  /** Asks for a password. @throws Cancelled */
  async ask(key: string, profile: ConnectionProfile): Promise<string> {
    const value = await window.showInputBox({
      title: `Password for ${key}`,
      prompt: `${account(profile)} at ${maskSecrets(profile.service)}. ${keeping()}`,
      password: true,
      ignoreFocusOut: true,
    });
    if (value === undefined) throw new Cancelled();
    return value;
  }

  async store(profile: ConnectionProfile, password: string): Promise<void> {
    await this.#secrets.store(secretKey(profile), password);
  }

  /** Removes a stored password; tells whether there was one. */
  async forget(profile: ConnectionProfile): Promise<boolean> {
    const key = secretKey(profile);
    const had = (await this.#secrets.get(key)) !== undefined;
    await this.#secrets.delete(key);
    return had;
  }
}

/** Where a password stays. A browser window of VS Code without a key of its server keeps secrets in memory only. */
function keeping(): string {
  return env.uiKind === UIKind.Web
    ? 'VS Code in a browser may ask for it again after a reload: many hosts keep secrets in memory only.'
    : 'It is kept in VS Code’s secret storage; “Wireloupe: Forget Password” removes it.';
}

function fromEnvironment(key: string, name: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  throw new UserError(
    'missing-password',
    `${key}: its password comes from the environment variable ${name}, which is not set. Set it and start VS Code again, or change the profile.`,
    [{ title: 'Edit Connection', command: 'wireloupe.editConnection', args: [key] }],
  );
}
