import { toBase64 } from '../../core/index.ts';
import { plainValue } from '../model/stanza.ts';
import type { XmlElement } from '../parser/node.ts';
import { elementText, valueOf } from '../parser/value.ts';
import type { CheckContext } from './context.ts';
import { digest } from './digest.ts';

/** A hash that somebody gave for an answer to disco#info. */
export interface ClaimedHash {
  /** `caps`: XEP-0115; `ecaps2`: XEP-0390. */
  readonly kind: 'caps' | 'ecaps2';
  /** The hash function's registered name. */
  readonly algorithm: string;
  /** In base64. */
  readonly value: string;
}

const encoder = new TextEncoder();

/** The hash that the node of a disco#info query names (XEP-0115, 6.2; XEP-0390, 4.3); undefined where it names none. */
export function hashOfNode(node: string): ClaimedHash | undefined {
  const second = /^urn:xmpp:caps#(.+)\.([A-Za-z0-9+/]+={0,2})$/.exec(node);
  if (second !== null) return { kind: 'ecaps2', algorithm: second[1] ?? '', value: second[2] ?? '' };
  const first = /#([A-Za-z0-9+/]{27}=)$/.exec(node);
  return first === null ? undefined : { kind: 'caps', algorithm: 'sha-1', value: first[1] ?? '' };
}

/**
 * The hash of the same kind that an answer to disco#info really has, in base64; undefined where it has none, since the function
 * is not known or XEP-0390 (4.1) hashes no such answer.
 */
export function capabilitiesHash(
  source: string,
  query: XmlElement,
  kind: ClaimedHash['kind'],
  algorithm: string,
): string | undefined {
  const input = kind === 'caps' ? encoder.encode(verificationString(source, query)) : hashInput(source, query);
  const hash = input === undefined ? undefined : digest(algorithm, input);
  return hash === undefined ? undefined : toBase64(hash);
}

/** Checks an answer to disco#info against the hash that its node names. */
export function checkNodeHash(query: XmlElement, context: CheckContext): void {
  const node = plainValue(context.source, query, 'node');
  const claimed = node === undefined ? undefined : hashOfNode(node);
  if (claimed === undefined || context.source.includes('{{')) return;
  const actual = capabilitiesHash(context.source, query, claimed.kind, claimed.algorithm);
  if (actual === undefined || actual === claimed.value) return;
  context.atAttribute(
    'xmpp/caps-hash',
    query,
    query.attribute('node'),
    `The hash in this node is not that of the answer, which is ${actual} (${claimed.algorithm}): what is listed differs from what presence announced`,
  );
}

/** XEP-0115, 5.1. */
function verificationString(source: string, query: XmlElement): string {
  const value = (element: XmlElement, name: string): string => valueOf(source, element, name) ?? '';
  const identities = named(query, 'identity').map(
    (each) => `${value(each, 'category')}/${value(each, 'type')}/${value(each, 'xml:lang')}/${value(each, 'name')}`,
  );
  const features = named(query, 'feature').map((each) => value(each, 'var'));
  const text = [...identities.sort(byOctets), ...features.sort(byOctets)].map((each) => `${each}<`).join('');
  return (
    text +
    forms(query)
      .map((form) => formString(source, form))
      .sort(byOctets)
      .join('')
  );
}

function formString(source: string, form: XmlElement): string {
  const fields = named(form, 'field').map((field) => ({
    name: valueOf(source, field, 'var') ?? '',
    values: named(field, 'value')
      .map((each) => elementText(source, each))
      .sort(byOctets),
  }));
  const type = fields.find(({ name }) => name === 'FORM_TYPE')?.values[0] ?? '';
  const rest = fields.filter(({ name }) => name !== 'FORM_TYPE').sort((a, b) => byOctets(a.name, b.name));
  return `${type}<${rest.map(({ name, values }) => `${name}<${values.map((value) => `${value}<`).join('')}`).join('')}`;
}

/** XEP-0390, 4.1. The separators are control characters, which cannot stand in XML. */
function hashInput(source: string, query: XmlElement): Uint8Array | undefined {
  const [file, group, record, unit] = ['\u001c', '\u001d', '\u001e', '\u001f'] as const;
  const known = [...named(query, 'identity'), ...named(query, 'feature'), ...forms(query)];
  if (known.length !== [...query.elements()].length) return undefined;
  const value = (element: XmlElement, name: string): string => `${valueOf(source, element, name) ?? ''}${unit}`;
  const joined = (parts: readonly string[]): string => [...parts].sort(byOctets).join('');
  const features = joined(named(query, 'feature').map((each) => value(each, 'var')));
  const identities = joined(
    named(query, 'identity').map(
      (each) =>
        `${value(each, 'category')}${value(each, 'type')}${language(source, each)}${unit}${value(each, 'name')}${record}`,
    ),
  );
  const extensions: string[] = [];
  for (const form of forms(query)) {
    const fields = named(form, 'field');
    const plain = [...form.elements()].every((each) => each.local !== 'reported' && each.local !== 'item');
    if (!plain || !fields.some((field) => valueOf(source, field, 'var') === 'FORM_TYPE')) return undefined;
    extensions.push(
      `${joined(fields.map((field) => `${value(field, 'var')}${joined(named(field, 'value').map((each) => `${elementText(source, each)}${unit}`))}${record}`))}${group}`,
    );
  }
  return encoder.encode(`${features}${file}${identities}${file}${joined(extensions)}${file}`);
}

/** The language in force (XML 1.0, 2.12), as far as the stanza tells it; XEP-0115 takes what the identity itself says. */
function language(source: string, element: XmlElement): string {
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) {
    const found = valueOf(source, at, 'xml:lang');
    if (found !== undefined) return found;
  }
  return '';
}

function forms(query: XmlElement): XmlElement[] {
  return [...query.elements()].filter((each) => each.local === 'x' && each.namespace === 'jabber:x:data');
}

function named(element: XmlElement, name: string): XmlElement[] {
  return [...element.elements()].filter((child) => child.local === name && child.namespace === element.namespace);
}

/** The i;octet collation (RFC 4790, 9.3) of UTF-8, which is the order of code points. */
function byOctets(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
