import { plainValue } from '../model/stanza.ts';
import { quote } from '../parser/finding.ts';
import { HasVariable, type XmlElement } from '../parser/node.ts';
import { elementText } from '../parser/value.ts';
import type { Check, CheckTable } from './context.ts';

const pubsub = 'http://jabber.org/protocol/pubsub';

/** The FORM_TYPE of the form that an element holds, by its Clark name. */
const expected: ReadonlyMap<string, string> = new Map([
  ['{urn:xmpp:mam:2}query', 'urn:xmpp:mam:2'],
  ['{http://jabber.org/protocol/muc#owner}query', 'http://jabber.org/protocol/muc#roomconfig'],
  [`{${pubsub}}configure`, `${pubsub}#node_config`],
  [`{${pubsub}}options`, `${pubsub}#subscribe_options`],
  [`{${pubsub}}publish-options`, `${pubsub}#publish-options`],
  [`{${pubsub}#owner}configure`, `${pubsub}#node_config`],
  ['{urn:xmpp:push:0}enable', `${pubsub}#publish-options`],
]);

/** The FORM_TYPE that a form has where it stands; undefined where it may have any. */
export function expectedFormType({ parent }: XmlElement): string | undefined {
  return parent === undefined ? undefined : expected.get(`{${parent.namespace ?? ''}}${parent.local}`);
}

/** A form that has one purpose says so by its FORM_TYPE: what is submitted without it, or with another one, is refused or passed over (XEP-0068, 3.3). */
const checkFormType: Check = (form, context) => {
  const { parent } = form;
  const wanted = expectedFormType(form);
  const type = plainValue(context.source, form, 'type');
  const fields = [...form.elements()].filter((child) => child.local === 'field' && child.namespace === form.namespace);
  if (parent === undefined || wanted === undefined || type === 'cancel' || fields.length === 0) return;
  const said = fields.find((field) => plainValue(context.source, field, 'var') === 'FORM_TYPE');
  const value = [...(said?.elements() ?? [])].find((child) => child.local === 'value');
  if (said === undefined || value === undefined) {
    if (type === 'submit')
      context.at(
        'xmpp/form-type',
        form,
        `The form in <${parent.name}> says what it is for: add <field var="FORM_TYPE" type="hidden"><value>${wanted}</value></field>`,
      );
  } else if (isKnown(value) && elementText(context.source, value).trim() !== wanted) {
    context.at(
      'xmpp/form-type',
      value,
      `The FORM_TYPE of the form in <${parent.name}> is “${wanted}”, not ${quote(elementText(context.source, value).trim())}`,
    );
  }
};

function isKnown(value: XmlElement): boolean {
  return !value.children.some((child) => child.kind === 'text' && (child.flags & HasVariable) !== 0);
}

export const formTypeChecks: CheckTable = { '{jabber:x:data}x': checkFormType };
