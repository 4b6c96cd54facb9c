import type { BuildOptions } from 'esbuild';

export const pageBundle: Omit<BuildOptions, 'entryPoints'> & { readonly entryPoints: Readonly<Record<string, string>> };

export function build(options?: {
  readonly minify?: boolean;
  readonly extension?: string;
  readonly out?: string;
}): Promise<void>;
