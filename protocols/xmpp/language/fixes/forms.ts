import { closest } from '../../../core/index.ts';
import { compileType } from '../../model/datatypes.ts';
import type { FormField } from '../../model/definition.ts';
import type { XmlElement } from '../../parser/node.ts';
import { elementText } from '../../parser/value.ts';
import { expectedFormType } from '../../rules/form-types.ts';
import { setAttribute } from './attributes.ts';
import { insertChild } from './children.ts';
import { plainText, setText } from './definitions.ts';
import { childrenNamed, removeElement, removeElements } from './elements.ts';
import type { Repair, RepairTable, Spot } from './spot.ts';
import { valueAt } from './stanzas.ts';
import { valuesFor } from './values.ts';

/** The form that an element is, or stands in. */
function formAround(element: XmlElement | undefined): XmlElement | undefined {
  for (let at = element; at !== undefined; at = at.parent)
    if (at.local === 'x' && at.namespace === 'jabber:x:data') return at;
  return undefined;
}

/** The registered fields of the form around an element, by name. */
function registered(spot: Spot): Readonly<Record<string, FormField>> {
  const form = formAround(spot.element);
  const type = childrenNamed(form, 'field').find((field) => valueAt(spot, field, 'var') === 'FORM_TYPE');
  const [value] = childrenNamed(type, 'value');
  return value === undefined
    ? {}
    : (spot.document.model.form(elementText(spot.source, value).trim())?.form.fields ?? {});
}

const fieldType: Repair = (spot) => {
  const known = registered(spot);
  const name = valueAt(spot, spot.element, 'var');
  return Object.hasOwn(known, name) ? setAttribute(spot, spot.element, 'type', known[name]?.[0] ?? '') : [];
};

/** A registered name near the written one; else one that needs no registration (XEP-0068, 3.4). */
const fieldUnknown: Repair = (spot) => {
  const { element } = spot;
  const name = valueAt(spot, element, 'var');
  const near = closest(name.slice(0, 60), Object.keys(registered(spot)));
  return [
    ...(near === undefined ? [] : setAttribute(spot, element, 'var', near)),
    ...setAttribute(spot, element, 'var', `x-${name}`),
    ...removeElement(spot, element),
  ];
};

const fieldValue: Repair = (spot) => {
  const { element, source } = spot;
  const field = element?.parent;
  if (element === undefined || field === undefined) return [];
  const known = registered(spot);
  const name = valueAt(spot, field, 'var');
  const definition = Object.hasOwn(known, name) ? known[name] : undefined;
  const type = field.attribute('type') === undefined ? (definition?.[0] ?? '') : valueAt(spot, field, 'type');
  const datatype = type === 'boolean' ? 'boolean' : type.startsWith('jid-') ? 'jid' : definition?.[2];
  if (datatype === undefined) return removeElement(spot, element);
  return [
    ...valuesFor(compileType(datatype), plainText(source, element), name).flatMap((value) =>
      setText(spot, element, value),
    ),
    ...removeElement(spot, element),
  ];
};

/** A field that holds one value keeps the first, or takes several. */
const fieldValues: Repair = (spot) => {
  const { element } = spot;
  const field = element?.parent;
  if (element === undefined || field === undefined) return [];
  const multi: Readonly<Record<string, string>> = {
    'list-single': 'list-multi',
    'jid-single': 'jid-multi',
    'text-single': 'text-multi',
    'text-private': 'text-multi',
  };
  const wider = multi[valueAt(spot, field, 'type')];
  const more = childrenNamed(field, 'value').slice(1);
  return [
    ...(wider === undefined ? [] : setAttribute(spot, field, 'type', wider)),
    ...removeElements(spot, more, 'Keep the first value alone'),
  ];
};

const fieldVar: Repair = (spot) => {
  const { element } = spot;
  const used = new Set(childrenNamed(formAround(element), 'field').map((field) => valueAt(spot, field, 'var')));
  const free = Object.keys(registered(spot)).find((name) => !used.has(name));
  return [
    ...(free === undefined ? [] : setAttribute(spot, element, 'var', free)),
    ...setAttribute(spot, element, 'var', 'field'),
    ...setAttribute(spot, element, 'type', 'fixed'),
  ];
};

const options: Repair = (spot) => {
  const field = spot.element?.parent;
  const many = valueAt(spot, field, 'type').endsWith('-multi');
  return [
    ...setAttribute(spot, field, 'type', many ? 'list-multi' : 'list-single'),
    ...removeElements(spot, childrenNamed(field, 'option'), 'Remove the options'),
  ];
};

const formType: Repair = (spot) => {
  const { element } = spot;
  const form = formAround(element);
  const wanted = form === undefined ? undefined : expectedFormType(form);
  if (element === undefined || form === undefined || wanted === undefined) return [];
  if (element.local === 'value') return setText(spot, element, wanted);
  const field = childrenNamed(form, 'field').find((each) => valueAt(spot, each, 'var') === 'FORM_TYPE');
  return field === undefined
    ? insertChild(spot, form, `<field var="FORM_TYPE" type="hidden"><value>${wanted}</value></field>`, 'first')
    : insertChild(spot, field, `<value>${wanted}</value>`);
};

/** Repairs of data forms. */
export const formRepairs: RepairTable = {
  'xmpp/form-field-type': fieldType,
  'xmpp/form-field-unknown': fieldUnknown,
  'xmpp/form-field-value': fieldValue,
  'xmpp/form-field-values': fieldValues,
  'xmpp/form-field-var': fieldVar,
  'xmpp/form-options': options,
  'xmpp/form-type': formType,
  'xmpp/form-type-hidden': (spot) => setAttribute(spot, spot.element, 'type', 'hidden'),
};
