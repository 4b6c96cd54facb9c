import type { TapAuthority } from '../../protocol.ts';
import type { TapSettings } from '../model.ts';
import { covers, makeAuthority } from './authority.ts';

/** Names that every tap on this machine is called by. */
const loopbackNames = ['localhost', '127.0.0.1', '::1'];
/** An authority that ends within so many milliseconds is made again. */
const soon = 14 * 86_400_000;

/** Whether a tap listens at all addresses of the machine. */
function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** The names that programs may know a tap by: its own, and those of its server, which some programs ask for in place of it. */
export function namesOf({ listen, to }: TapSettings): readonly string[] {
  const names = [...loopbackNames, ...(isAny(listen.host) ? [] : [listen.host]), to.service.host, to.domain ?? ''];
  return [...new Set(names.filter((name) => name !== '').map((name) => name.toLowerCase()))];
}

/** The name of a certificate for programs that ask for none that the authority covers. */
export function usualName({ listen }: TapSettings): string {
  return isAny(listen.host) ? 'localhost' : listen.host;
}

/**
 * The authority that is known, where it covers all names and does not end soon; else a new one, for the names that it had as well. Programs must
 * trust that one again.
 */
export async function authorityFor(
  known: TapAuthority | undefined,
  names: readonly string[],
): Promise<{ readonly authority: TapAuthority; readonly isNew: boolean }> {
  if (known !== undefined && known.until - Date.now() > soon && names.every((name) => covers(known, name)))
    return { authority: known, isNew: false };
  const all = new Set([...(known?.names ?? []), ...names].map((name) => name.toLowerCase()));
  return { authority: await makeAuthority([...all]), isNew: true };
}
