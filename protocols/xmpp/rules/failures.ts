import type { XmlElement } from '../parser/node.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';

const streamConditions = 'urn:ietf:params:xml:ns:xmpp-streams';
const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';

/** An error of the stream names one defined condition (RFC 6120, 4.9.2 and 4.9.3). Unknown names are a matter of the definitions. */
const checkStreamError: Check = (error, context) => {
  checkConditions(
    'xmpp/stream-error-condition',
    error,
    streamConditions,
    context,
    `An error of the stream holds exactly one defined condition: add one such as <undefined-condition xmlns="${streamConditions}"/>`,
  );
};

/** So does a failure to log in (RFC 6120, 6.4.5 and 6.5; XEP-0388, 2.6.2). */
const checkFailure: Check = (failure, context) => {
  checkConditions(
    'xmpp/sasl-failure-condition',
    failure,
    sasl,
    context,
    '<failure> must contain a condition: add one such as <not-authorized/>',
  );
};

function checkConditions(
  code: string,
  element: XmlElement,
  namespace: string,
  context: CheckContext,
  missing: string,
): void {
  const [first, ...more] = [...element.elements()].filter(
    (child) => child.namespace === namespace && child.local !== 'text',
  );
  if (first === undefined) {
    context.at(code, element, missing);
    return;
  }
  for (const extra of more) {
    context.at(code, extra, `At most one condition is allowed: keep <${first.local}> or this one`, [
      { start: first.nameStart, end: first.nameEnd, message: 'This is the first one' },
    ]);
  }
}

export const failureChecks: CheckTable = {
  '{http://etherx.jabber.org/streams}error': checkStreamError,
  [`{${sasl}}failure`]: checkFailure,
  '{urn:xmpp:sasl:2}failure': checkFailure,
};
