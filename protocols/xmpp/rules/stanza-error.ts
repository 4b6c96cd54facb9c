import { closest } from '../../core/index.ts';
import { plainValue } from '../model/stanza.ts';
import { list } from '../model/wording.ts';
import { quote } from '../parser/finding.ts';
import type { XmlElement } from '../parser/node.ts';
import type { CheckContext } from './context.ts';

/** The namespace of the defined conditions (RFC 6120, 8.3.3). */
export const conditionNamespace = 'urn:ietf:params:xml:ns:xmpp-stanzas';

type ErrorType = 'auth' | 'cancel' | 'continue' | 'modify' | 'wait';
const errorTypes: readonly ErrorType[] = ['auth', 'cancel', 'continue', 'modify', 'wait'];
const anyType = errorTypes;

/** The defined conditions, and the types that each is to come with (RFC 6120, 8.3.3.1 to 8.3.3.22). */
export const conditions: Readonly<Record<string, readonly ErrorType[]>> = {
  'bad-request': ['modify'],
  conflict: ['cancel'],
  'feature-not-implemented': ['cancel', 'modify'],
  forbidden: ['auth'],
  gone: ['cancel'],
  'internal-server-error': ['cancel'],
  'item-not-found': ['cancel'],
  'jid-malformed': ['modify'],
  'not-acceptable': ['modify'],
  'not-allowed': ['cancel'],
  'not-authorized': ['auth'],
  'policy-violation': ['modify', 'wait'],
  'recipient-unavailable': ['wait'],
  redirect: ['modify'],
  'registration-required': ['auth'],
  'remote-server-not-found': ['cancel'],
  'remote-server-timeout': ['wait'],
  'resource-constraint': ['wait'],
  'service-unavailable': ['cancel'],
  'subscription-required': ['auth'],
  'undefined-condition': anyType,
  'unexpected-request': ['wait', 'modify'],
  // Defined by RFC 3920 alone; servers that go back to it still send it.
  'payment-required': ['auth'],
};

/** Checks a stanza's <error/> (RFC 6120, 8.3.2 and 8.3.3). */
export function checkError(error: XmlElement, context: CheckContext): void {
  const type = checkErrorType(error, context);
  const code = error.attribute('code');
  if (code !== undefined)
    context.report(
      'xmpp/error-code',
      code.start,
      code.end,
      'Numeric codes are replaced by conditions (XEP-0086): remove the attribute',
    );
  const elements = [...error.elements()];
  const defined = elements.filter((element) => element.namespace === conditionNamespace && element.local !== 'text');
  const known = defined.filter((element) => Object.hasOwn(conditions, element.local));
  for (const unknown of defined.filter((element) => !known.includes(element))) {
    const near = closest(unknown.local.slice(0, 60), Object.keys(conditions));
    context.at(
      'xmpp/error-condition',
      unknown,
      `RFC 6120 defines no condition ${quote(unknown.local)}${near === undefined ? ': see 8.3.3 for those that it does' : `; did you mean <${near}>?`}`,
    );
  }
  const [condition, ...more] = known;
  for (const extra of more)
    context.at(
      'xmpp/error-condition',
      extra,
      `An <error/> holds exactly one defined condition: keep <${condition?.local ?? ''}> or this one`,
    );
  if (condition === undefined) {
    if (defined.length === 0) missing(error, elements, context);
    return;
  }
  if (
    condition.local === 'undefined-condition' &&
    !elements.some((element) => element.namespace !== conditionNamespace)
  ) {
    context.at(
      'xmpp/error-undefined-condition',
      condition,
      '<undefined-condition/> says nothing alone: add a condition in a namespace of your own, or use a defined one',
    );
  }
  const fitting = conditions[condition.local] ?? anyType;
  if (type === undefined || fitting.includes(type)) return;
  context.atAttribute(
    'xmpp/error-type-pairing',
    error,
    error.attribute('type'),
    `<${condition.local}/> should have type ${list(
      fitting.map((each) => `“${each}”`),
      'or',
    )}, not “${type}”`,
  );
}

function missing(error: XmlElement, elements: readonly XmlElement[], context: CheckContext): void {
  const stray = elements.find((element) => Object.hasOwn(conditions, element.local));
  const message =
    stray === undefined
      ? `An <error/> holds exactly one defined condition: add one such as <service-unavailable xmlns="${conditionNamespace}"/>`
      : `The condition <${stray.local}> is in the wrong namespace: write <${stray.local} xmlns="${conditionNamespace}"/>`;
  context.at('xmpp/error-condition', stray ?? error, message);
}

function checkErrorType(error: XmlElement, context: CheckContext): ErrorType | undefined {
  const attribute = error.attribute('type');
  if (attribute === undefined) {
    context.at(
      'xmpp/error-type',
      error,
      'An <error/> needs a type that says what to do next: add type="cancel", "auth", "modify", "wait" or "continue"',
    );
    return undefined;
  }
  const value = plainValue(context.source, error, 'type');
  const type = errorTypes.find((each) => each === value);
  if (value !== undefined && type === undefined) {
    const near = closest(value, errorTypes);
    context.atAttribute(
      'xmpp/error-type',
      error,
      attribute,
      `There is no error of type ${quote(value)}${near === undefined ? `: it is ${list(errorTypes, 'or')}` : `; did you mean “${near}”?`}`,
    );
  }
  return type;
}
