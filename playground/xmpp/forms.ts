import { element, type XmlElement } from './xml/element.ts';
import { namespaces } from '../../protocols/xmpp/namespaces.ts';

/** One field of a data form (XEP-0004) that the playground offers to be filled in. */
export interface FormField {
  readonly name: string;
  readonly type: 'boolean' | 'text-single' | 'list-single' | 'hidden';
  readonly label?: string;
  readonly value: string;
  /** The values that a list-single may have. */
  readonly options?: readonly string[];
}

/** A form; its `FORM_TYPE` (XEP-0068) comes first. */
export function dataForm(type: 'form' | 'result', formType: string, fields: readonly FormField[]): XmlElement {
  const all: readonly FormField[] = [{ name: 'FORM_TYPE', type: 'hidden', value: formType }, ...fields];
  return element('x', namespaces.dataForms, { type }, ...all.map(fieldElement));
}

function fieldElement(field: FormField): XmlElement {
  const value = (text: string): XmlElement => element('value', namespaces.dataForms, {}, text);
  const options = (field.options ?? []).map((option) => element('option', namespaces.dataForms, {}, value(option)));
  return element(
    'field',
    namespaces.dataForms,
    { var: field.name, type: field.type, label: field.label },
    value(field.value),
    ...options,
  );
}

/** The values of a form that was filled in, by field; undefined if it is not one, or one of another type. */
export function submittedForm(parent: XmlElement, formType: string): ReadonlyMap<string, string> | undefined {
  const form = parent.child('x', namespaces.dataForms);
  if (form?.attr('type') !== 'submit') return undefined;
  const values = new Map(form.all('field').map((field) => [field.attr('var') ?? '', field.child('value')?.text ?? '']));
  const given = values.get('FORM_TYPE');
  return given === undefined || given === formType ? values : undefined;
}

/** The lexical forms of XML Schema's boolean; undefined for anything else. */
export function readBoolean(text: string): boolean | undefined {
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  return undefined;
}
