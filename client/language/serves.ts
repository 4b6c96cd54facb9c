import type { Project } from '../../protocols/project/index.ts';

/** Whether a document wants the language server: ours always, XML only where a project lists files of it. */
export function wantsServer(
  document: { readonly languageId: string; readonly fileName: string },
  projects: readonly Project[],
): boolean {
  if (document.languageId === 'xmpp' || document.languageId === 'amqp') return true;
  if (/[/\\]wireloupe\.json$/.test(document.fileName)) return true;
  return (
    document.languageId === 'xml' &&
    projects.some(
      (each) => each.xmpp.include.length > 0 || each.xmpp.schemas.length > 0 || each.amqp.definitions.length > 0,
    )
  );
}

/** The protocol of a language, undefined for languages that cannot be sent. */
export function protocolOf(languageId: string): 'xmpp' | 'amqp' | undefined {
  if (languageId === 'xmpp' || languageId === 'xml') return 'xmpp';
  return languageId === 'amqp' ? 'amqp' : undefined;
}
