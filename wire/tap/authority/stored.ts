import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TapAuthority } from '../../protocol.ts';
import { authorityFor } from './names.ts';

/** The file with the certificate and the key, which only its owner may read. */
const fileName = 'development-ca.json';
const certificateName = 'development-ca.pem';

/** The folder of this user's settings for the command line, by the customs of the system. */
export function settingsFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const home = os.homedir();
  if (platform === 'win32') return path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'wireloupe');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'wireloupe');
  const { XDG_CONFIG_HOME: config } = env;
  return path.join(config === undefined || config === '' ? path.join(home, '.config') : config, 'wireloupe');
}

/** An authority that is kept in a folder. */
export interface StoredAuthority {
  readonly authority: TapAuthority;
  /** The file of its certificate, for the programs that are to trust it. */
  readonly file: string;
  /** It was made now: programs do not trust it yet. */
  readonly isNew: boolean;
}

/**
 * The development authority of a folder, made on first use. One that does not cover all names, or ends soon, is made again, for all names
 * that it had as well; programs must trust it again then.
 * @throws Error of the file system
 */
export async function storedAuthority(folder: string, names: readonly string[]): Promise<StoredAuthority> {
  const [keyFile, file] = [path.join(folder, fileName), path.join(folder, certificateName)];
  const known = await readAuthority(keyFile);
  const { authority, isNew } = await authorityFor(known, names);
  if (!isNew) return { authority, file, isNew };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(keyFile, JSON.stringify(authority));
  await writeWhole(file, authority.certificate);
  return { authority, file, isNew };
}

async function readAuthority(file: string): Promise<TapAuthority | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { certificate, key, names, until } = JSON.parse(text) as Partial<Record<keyof TapAuthority, unknown>>;
    const isWhole = typeof certificate === 'string' && typeof key === 'string' && typeof until === 'number';
    if (!isWhole || !Array.isArray(names)) return undefined;
    return { certificate, key, until, names: names.filter((name) => typeof name === 'string') };
  } catch {
    // A file that was cut short, or edited: the authority is made again, and the user learns that it is new.
    return undefined;
  }
}

/** The file is there only when it is whole, and only its owner may read it. */
async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    await rename(temporary, file);
  } catch (error) {
    await handle.close().catch(() => undefined); // the error that made it end is the one to tell
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}
