import { parseJid } from '../jid/index.ts';
import type { XmlElement } from '../parser/node.ts';
import type { CheckContext } from '../rules/context.ts';
import type { CompiledElement } from './compile.ts';
import type { AddressForm } from './definition.ts';
import { inStanza, isStanza, plainValue } from './stanza.ts';
import { list } from './wording.ts';

const wording: Readonly<Record<AddressForm, string>> = {
  none: 'no address',
  domain: 'a domain (example.org)',
  bare: 'a bare JID (juliet@example.org)',
  full: 'a full JID (juliet@example.org/balcony)',
};

/**
 * Checks that a stanza comes from and goes to the kind of address that its payload is for. Replies and errors are left alone:
 * they go back to where the request came from. A missing `from` is added by the server (RFC 6120, 8.1.2.1), so it is never missed.
 */
export function checkAddresses(
  element: XmlElement,
  parent: XmlElement,
  compiled: CompiledElement,
  context: CheckContext,
): void {
  const { to, from } = compiled.definition;
  if ((to === undefined && from === undefined) || !isStanza(parent) || /^iq$| (?:error|result)$/.test(context.stanza))
    return;
  check('to', to);
  if (parent.attribute('from') !== undefined) check('from', from);

  function check(name: 'to' | 'from', forms: string | undefined): void {
    const attribute = parent.attribute(name);
    const value = plainValue(context.source, parent, name);
    if (forms === undefined || (attribute !== undefined && value === undefined)) return;
    const allowed = forms.split('|').map((form) => form.trim() as AddressForm);
    const found = value === undefined ? 'none' : formOf(value);
    if (found === undefined || allowed.includes(found)) return;
    const wanted = list(
      allowed.map((form) => wording[form]),
      'or',
    );
    context.atAttribute(
      'xmpp/address-form',
      parent,
      attribute,
      `<${element.name}> in ${inStanza(context.stanza)} ${name === 'to' ? 'goes to' : 'comes from'} ${wanted} (${compiled.specification.id}), not ${name === 'to' ? 'to' : 'from'} ${wording[found]}`,
    );
  }
}

/** Undefined for what is no address: other rules say so. A bare domain with a resource counts as full. */
function formOf(value: string): AddressForm | undefined {
  const { local, resource, problems } = parseJid(value);
  if (problems.length > 0) return undefined;
  if (resource !== undefined) return 'full';
  return local === undefined ? 'domain' : 'bare';
}
