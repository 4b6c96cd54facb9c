import { parseJid } from '../jid/index.ts';
import type { FormField } from '../model/definition.ts';
import { plainValue } from '../model/stanza.ts';
import { compileType } from '../model/datatypes.ts';
import { misfit } from '../model/wording.ts';
import { quote } from '../parser/finding.ts';
import { HasVariable, type XmlElement } from '../parser/node.ts';
import { elementText } from '../parser/value.ts';
import { closest } from '../../core/index.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';

const single: ReadonlySet<string> = new Set(['boolean', 'jid-single', 'list-single', 'text-private', 'text-single']);

/** Checks a form: its fields by their types, and against the registry where its FORM_TYPE is registered (XEP-0004, XEP-0068). */
const checkForm: Check = (form, context) => {
  const type = plainValue(context.source, form, 'type');
  const fields = children(form, 'field');
  const formType = fields.find((field) => plainValue(context.source, field, 'var') === 'FORM_TYPE');
  const name = formType === undefined ? undefined : values(formType)[0];
  if (
    formType !== undefined &&
    (type === 'form' || type === 'result') &&
    plainValue(context.source, formType, 'type') !== 'hidden' &&
    formType.attribute('type')?.flags !== HasVariable
  ) {
    context.at('xmpp/form-type-hidden', formType, 'FORM_TYPE is only understood as a hidden field: add type="hidden"');
  }
  const registered = name === undefined ? undefined : context.model.form(elementText(context.source, name).trim());
  const known = registered?.form.fields ?? {};
  const about = registered === undefined ? '' : name === undefined ? '' : elementText(context.source, name).trim();
  for (const field of fields) checkField(field, type, known, about, context);
  for (const group of [...children(form, 'reported'), ...children(form, 'item')])
    for (const field of children(group, 'field')) checkField(field, group.local, known, about, context);
};

function checkField(
  field: XmlElement,
  form: string | undefined,
  registered: Readonly<Record<string, FormField>>,
  formType: string,
  context: CheckContext,
): void {
  const name = plainValue(context.source, field, 'var');
  const own = plainValue(context.source, field, 'type');
  if (field.attribute('var') === undefined && own !== 'fixed' && form !== undefined && form !== 'cancel') {
    context.at('xmpp/form-field-var', field, 'A field needs a name unless it is fixed text: add var="…"');
  }
  const known = name !== undefined && Object.hasOwn(registered, name) ? registered[name] : undefined;
  if (formType !== '' && name !== undefined && name !== 'FORM_TYPE' && known === undefined)
    unknownField(field, name, Object.keys(registered), formType, context);
  if (known !== undefined && own !== undefined && own !== known[0]) {
    context.atAttribute(
      'xmpp/form-field-type',
      field,
      field.attribute('type'),
      `${name ?? ''} is registered as ${known[0]}, not ${own}`,
    );
  }
  const type = own ?? known?.[0];
  const given = values(field);
  const second = given[1];
  if (type !== undefined && single.has(type) && second !== undefined && form !== 'reported') {
    context.at(
      'xmpp/form-field-values',
      second,
      `A field of type ${type} holds one value: remove this one, or make it ${type === 'list-single' ? 'list-multi' : type === 'jid-single' ? 'jid-multi' : 'text-multi'}`,
    );
  }
  const option = children(field, 'option')[0];
  if (option !== undefined && own !== undefined && own !== 'list-single' && own !== 'list-multi') {
    context.at(
      'xmpp/form-options',
      option,
      `Only list-single and list-multi have options, not ${own}: change the type, or remove them`,
    );
  }
  for (const value of given) checkValue(value, type, known, context);
}

function unknownField(
  field: XmlElement,
  name: string,
  names: readonly string[],
  formType: string,
  context: CheckContext,
): void {
  // Names of one's own are written with a prefix of x- or in Clark notation (XEP-0068, 3.4), and need no registration.
  if (name.startsWith('x-') || name.startsWith('{')) return;
  const near = closest(name.slice(0, 60), names);
  context.atAttribute(
    'xmpp/form-field-unknown',
    field,
    field.attribute('var'),
    `No field ${quote(name)} is registered for ${quote(formType)}${near === undefined ? '' : `; did you mean “${near}”?`}`,
  );
}

function checkValue(
  value: XmlElement,
  type: string | undefined,
  known: FormField | undefined,
  context: CheckContext,
): void {
  if (value.children.some((child) => child.kind === 'text' && (child.flags & HasVariable) !== 0)) return;
  const text = elementText(context.source, value).trim();
  if (text === '') return;
  if (type === 'boolean') {
    if (!/^(?:true|false|0|1)$/.test(text))
      context.at('xmpp/form-field-value', value, `A boolean field is true, false, 1 or 0, not ${quote(text)}`);
  } else if (type === 'jid-single' || type === 'jid-multi') {
    const problem = parseJid(text).problems[0];
    if (problem !== undefined)
      context.at('xmpp/form-field-value', value, `A field of type ${type} holds a JID. ${problem.message}`);
  }
  const datatype = known?.[2];
  const problem =
    datatype === undefined || type === 'boolean' || datatype === 'jid'
      ? undefined
      : compileType(datatype).problem(text);
  if (problem !== undefined) context.at('xmpp/form-field-value', value, misfit('The value', problem, text));
}

function children(element: XmlElement, name: string): XmlElement[] {
  return [...element.elements()].filter((child) => child.local === name && child.namespace === element.namespace);
}

function values(field: XmlElement): XmlElement[] {
  return children(field, 'value');
}

export const formChecks: CheckTable = { '{jabber:x:data}x': checkForm };
