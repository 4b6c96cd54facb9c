import { createSecureContext, type SecureContext } from 'node:tls';
import type { TapAuthority } from '../protocol.ts';
import { covers, makeLeaf } from './authority/authority.ts';

/** A certificate that a tap shows, ready for use. */
export interface ShownCertificate {
  readonly context: SecureContext;
  /** The name that it is for; undefined where it is one that the user has given. */
  readonly host: string | undefined;
}

/** What a tap shows to the programs that connect to it. */
export interface TapCertificates {
  /** The certificate for a name; where the authority may not sign for it, that for the name the tap listens at. */
  contextOf(name: string): Promise<ShownCertificate>;
}

/** A certificate that the user has given. PEM. @throws Error where it cannot be used */
export function ownCertificate(cert: string | Buffer, key: string | Buffer): TapCertificates {
  const context = createSecureContext({ cert, key });
  return { contextOf: () => Promise.resolve({ context, host: undefined }) };
}

/** Milliseconds for which a certificate is shown before another one is made. */
const renewAfter = 3 * 86_400_000;
/** Names of which certificates are kept. */
const mostKept = 100;

/** Certificates of the development authority, made as they are asked for. */
export class AuthorityCertificates implements TapCertificates {
  readonly #authority: TapAuthority;
  readonly #fallback: string;
  readonly #made = new Map<string, { readonly at: number; readonly shown: Promise<ShownCertificate> }>();

  /** @param fallback the name that the tap listens at, which the authority covers */
  constructor(authority: TapAuthority, fallback: string) {
    this.#authority = authority;
    this.#fallback = fallback;
  }

  contextOf(name: string): Promise<ShownCertificate> {
    const host = covers(this.#authority, name) ? name.toLowerCase() : this.#fallback;
    const known = this.#made.get(host);
    if (known !== undefined && Date.now() - known.at < renewAfter) return known.shown;
    if (this.#made.size >= mostKept) this.#made.clear();
    const shown = makeLeaf(this.#authority, host).then((leaf) => ({ context: createSecureContext(leaf), host }));
    this.#made.set(host, { at: Date.now(), shown });
    return shown;
  }
}
