import type { Model } from '../model/model.ts';
import type { XmlElement } from '../parser/node.ts';
import { elementText, valueOf } from '../parser/value.ts';
import { cite } from './describe.ts';

/** A registered value with what it means. */
export interface KnownValue {
  readonly value: string;
  readonly documentation: string;
}

/**
 * The registered values that fit an attribute: service discovery features and identities (XEP-0030), MUC status codes
 * (XEP-0045), SHIM headers (XEP-0131), fields of a known form (XEP-0068). Undefined where there is no registry for it.
 */
export function registeredValues(
  model: Model,
  source: string,
  element: XmlElement,
  attribute: string,
): KnownValue[] | undefined {
  const { local, namespace } = element;
  if (namespace === 'http://jabber.org/protocol/disco#info') {
    if (local === 'feature' && attribute === 'var') return table(model, 'features');
    if (local === 'identity' && (attribute === 'category' || attribute === 'type'))
      return identities(model, source, element, attribute);
  }
  if (namespace === 'http://jabber.org/protocol/muc#user' && local === 'status' && attribute === 'code')
    return table(model, 'statusCodes');
  if (namespace === 'http://jabber.org/protocol/shim' && local === 'header' && attribute === 'name')
    return table(model, 'headers');
  if (namespace === 'jabber:x:data' && local === 'field' && attribute === 'var')
    return formFields(model, source, element);
  return undefined;
}

function table(model: Model, name: 'features' | 'statusCodes' | 'headers'): KnownValue[] {
  return model.specifications.flatMap((specification) =>
    Object.entries(specification[name] ?? {}).map(([value, about]) => ({
      value,
      documentation: `${about}\n\n${cite(specification, undefined)}`,
    })),
  );
}

function identities(model: Model, source: string, element: XmlElement, part: 'category' | 'type'): KnownValue[] {
  const category = valueOf(source, element, 'category');
  const found = new Map<string, string>();
  for (const specification of model.specifications) {
    for (const [identity, about] of Object.entries(specification.identities ?? {})) {
      const [first = '', second = ''] = identity.split('/');
      if (part === 'category') found.set(first, found.get(first) ?? about);
      else if (category === undefined || category === first)
        found.set(second, `${about}\n\n${cite(specification, undefined)}`);
    }
  }
  return [...found].map(([value, documentation]) => ({ value, documentation }));
}

function formFields(model: Model, source: string, field: XmlElement): KnownValue[] | undefined {
  let form = field.parent;
  while (form !== undefined && !(form.local === 'x' && form.namespace === 'jabber:x:data')) form = form.parent;
  const type = form === undefined ? undefined : formType(source, form);
  const known = type === undefined ? undefined : model.form(type);
  if (known === undefined) return [{ value: 'FORM_TYPE', documentation: 'Names the registered form (XEP-0068).' }];
  return Object.entries(known.form.fields).map(([value, [fieldType, about]]) => ({
    value,
    documentation: `${about}\n\n\`${fieldType}\`, ${cite(known.specification, undefined)}`,
  }));
}

/** The FORM_TYPE of a form (XEP-0068, 3). */
export function formType(source: string, form: XmlElement): string | undefined {
  for (const field of form.elements()) {
    if (field.local !== 'field' || valueOf(source, field, 'var') !== 'FORM_TYPE') continue;
    for (const value of field.elements()) if (value.local === 'value') return elementText(source, value).trim();
  }
  return undefined;
}
