import type { TextLanguage } from '../core/index.ts';

/** The names of the formats that are written: what the name of a file ends with, behind a full stop. */
export const outputNames = ['wlcap', 'pcapng', 'amqp.yaml', 'xmpp', 'md', 'hex', 'c', 'svg', 'mmd'] as const;

export type OutputName = (typeof outputNames)[number];

/** What a template is of, for people. */
export const templateTitles: Readonly<Record<TextLanguage, string>> = { notation: 'AMQP', xml: 'XMPP' };
