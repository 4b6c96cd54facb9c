export interface Host {
  readonly node: string;
  readonly main: string;
  readonly folder: string;
}
export const vscodeVersion: string;
export function ensureHost(say?: (line: string) => void): Promise<Host>;
