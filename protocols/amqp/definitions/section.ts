import type { SectionRef } from '../../core/index.ts';

const address = 'https://docs.oasis-open.org/amqp/core/v1.0/os/amqp-core-';
const parts = ['overview', 'types', 'transport', 'messaging', 'transactions', 'security'] as const;

/**
 * A place in the OASIS standard. The number's first digit names the part (1 types … 5 security); `anchor` is the place within
 * the part's page (`type-open`, `section-framing`), and without it the link opens the page's top.
 */
export function section(number: string, anchor?: string): SectionRef {
  const part = parts[Number(number.split('.', 1)[0])] ?? 'overview';
  const page = `${address}${part}-v1.0-os.html`;
  return { document: 'AMQP 1.0', section: number, href: anchor === undefined ? page : `${page}#${anchor}` };
}

/** The place where a type is defined. */
export function typeSection(number: string, type: string): SectionRef {
  return section(number, `type-${type}`);
}
