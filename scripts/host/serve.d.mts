import type { Host } from './install.d.mts';
export interface HostServer {
  readonly port: number;
  readonly authority: string;
  readonly pid: number;
  stop(): Promise<void>;
  output(): string;
}
export interface ServeOptions {
  readonly data: string;
  readonly port?: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly log?: string;
}
export const quietSettings: Readonly<Record<string, unknown>>;
export function writeSettings(data: string, settings: Readonly<Record<string, unknown>>): void;
export function serve(host: Host, options: ServeOptions): Promise<HostServer>;
export function installExtension(host: Host, data: string, vsix: string): Promise<void>;
