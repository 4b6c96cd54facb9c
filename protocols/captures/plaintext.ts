import type { Lossy } from '../core/index.ts';

/**
 * How a capture that is made from units says whether they crossed inside TLS: by the interface of each packet. Other programs show the
 * interfaces’ descriptions; a capture that is read again knows it by them.
 */

/** How a plain text crossed the network, or what a log leaves out of it (`Lossy`), which does not tell that. */
export type Crossing = 'clear' | 'tls' | 'untold' | Lossy;

/** The application that such a capture names (`shb_userappl`). */
export const plaintextApplication = 'Wireloupe (plain text of connections)';

/** Its interfaces, in their order. */
export const plaintextInterfaces: readonly { readonly name: Crossing; readonly description: string }[] = [
  { name: 'clear', description: 'crossed in clear' },
  { name: 'tls', description: 'crossed inside of TLS' },
  { name: 'untold', description: 'crossed in clear or inside of TLS: not known' },
  { name: 'values', description: 'made from a log that tells values rather than bytes' },
  { name: 'cut', description: 'made from a log that cuts it' },
];

/** The way that the name of an interface says. */
export function crossingOf(name: string): Crossing | undefined {
  return plaintextInterfaces.find((each) => each.name === name)?.name;
}
