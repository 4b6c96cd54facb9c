import type { SectionRef } from '../../core/index.ts';

/** A section of an RFC. */
export function rfc(number: number, section: string): SectionRef {
  const anchor = section === '' ? '' : `#${/^\d/.test(section) ? 'section' : 'appendix'}-${section}`;
  return { document: `RFC ${number}`, section, href: `https://www.rfc-editor.org/rfc/rfc${number}.html${anchor}` };
}

/** A section of a XEP; the page's anchors are made of titles, so the one to open is given beside the number. */
export function xep(number: number, section: string, anchor = ''): SectionRef {
  const digits = String(number).padStart(4, '0');
  return {
    document: `XEP-${digits}`,
    section,
    href: `https://xmpp.org/extensions/xep-${digits}.html${anchor === '' ? '' : `#${anchor}`}`,
  };
}

/**
 * A definition's section, `3.1` or `3.1#disco`, of the specification with that id, or of another one that it names (`RFC 6120 8.3`);
 * XML Schema for a schema of the workspace.
 */
export function sectionOf(id: string, section: string | undefined): SectionRef {
  const elsewhere = /^((?:RFC |XEP-)\d+) (.*)$/.exec(section ?? '');
  if (elsewhere?.[1] !== undefined) return sectionOf(elsewhere[1], elsewhere[2]);
  const page = /^Neuro-Foundation (\w+)$/.exec(id)?.[1];
  if (page !== undefined) return { document: id, section: '', href: `https://neuro-foundation.io/${page}.md` };
  if (!/^(?:RFC|XEP)\b/.test(id)) return { document: id, section: '', href: 'https://www.w3.org/TR/xmlschema-1/' };
  const [number = '', anchor = ''] = (section ?? '').split('#');
  return id.startsWith('RFC') ? rfc(Number(id.slice(4)), number) : xep(Number(id.slice(4)), number, anchor);
}
