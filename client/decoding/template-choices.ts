import type { TextLanguage } from '../../protocols/core/index.ts';
import type { Page } from './page.ts';

/** The files that units become, by the language that they are written in. */
export const templateFiles: Readonly<
  Record<TextLanguage, { readonly language: string; readonly title: string; readonly between: string }>
> = {
  xml: { language: 'xmpp', title: '.xmpp', between: '\n\n' },
  notation: { language: 'amqp', title: '.amqp.yaml', between: '\n' },
};

/** A choice of units of a page that may become a template. */
export interface TemplateChoice {
  readonly label: string;
  readonly language: string;
  readonly text: string;
}

/** What of a page can become a template: the units of each side, or of both, by language. */
export function templateChoices({ units }: Page): readonly TemplateChoice[] {
  return (['xml', 'notation'] as const).flatMap((written) => {
    const { language, title, between } = templateFiles[written];
    const own = units.filter((unit) => unit.language === written);
    const choice = (whose: string, chosen: Page['units']): TemplateChoice => ({
      label: `${whose} as ${title}`,
      language,
      text: `${chosen.map(({ text }) => text.trim()).join(between)}\n`,
    });
    const ofSide = (side: 'client' | 'server'): Page['units'] => own.filter((unit) => unit.side === side);
    const [client, server] = [ofSide('client'), ofSide('server')];
    return [
      ...(client.length > 0 ? [choice('What the client sends', client)] : []),
      ...(server.length > 0 ? [choice('What the server sends', server)] : []),
      ...(client.length > 0 && server.length > 0 ? [choice('What both send', own)] : []),
    ];
  });
}
