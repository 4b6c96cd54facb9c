import type { Sendable } from '../../protocols/core/index.ts';

/** The words of the lens above a sendable; `connection` is where it would go, if that is known. */
export function lensTitles(
  { kind, label }: Pick<Sendable, 'kind' | 'label'>,
  connection: string | undefined,
): { readonly send: string; readonly tooltip: string } {
  const verb = kind === 'receive' ? '$(arrow-down) Receive' : '$(play) Send';
  const way = kind === 'receive' ? 'from' : 'to';
  return {
    send: connection === undefined ? verb : `${verb} ${way} ${connection}`,
    tooltip: `${kind === 'receive' ? 'Receive' : 'Send'}: ${label}${connection === undefined ? '. You will be asked for the connection.' : ` ${way} ${connection}`}`,
  };
}
