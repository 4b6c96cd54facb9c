import type { Completion, TextRange } from '../../core/index.ts';
import type { AmqpDocument } from './document.ts';

/** One or several steps to start from. */
interface Template {
  readonly name: string;
  readonly about: string;
  /** The steps from their dashes on, with place holders. */
  readonly text: string;
}

/** The steps that people write most. One with the name of a step's key is offered in its place. */
export const templates: readonly Template[] = [
  {
    name: 'send',
    about: 'A managed step: session, link, credit and settlement are handled.',
    text: '- send:\n    to: ${1:queue}\n    message:\n      properties: { content-type: ${2:application/json} }\n      body: { data: \'${3:{"hello":"world"\\}}\' }',
  },
  {
    name: 'receive',
    about: 'A managed step: takes messages from an address.',
    text: '- receive: { from: ${1:queue}, count: ${2:1}, settle: ${3|accept,reject,release,modify|} }',
  },
  {
    name: 'sasl-plain',
    about: 'Security layer 5.3: log in by user name and password.',
    text: '- header: sasl\n- sasl-init: { mechanism: PLAIN, initial-response: "\\\\0${1:guest}\\\\0{{\\$env ${2:AMQP_PASSWORD}\\}\\}" }\n- header: amqp',
  },
  {
    name: 'sasl-anonymous',
    about: 'Security layer 5.3: log in without an account.',
    text: '- header: sasl\n- sasl-init: { mechanism: ANONYMOUS }\n- header: amqp',
  },
  {
    name: 'open',
    about: 'Transport 2.7.1.',
    text: '- open: { container-id: ${1:wireloupe}, hostname: ${2:localhost} }',
  },
  {
    name: 'begin',
    about: 'Transport 2.7.2.',
    text: '- begin: { next-outgoing-id: 0, incoming-window: ${1:2048}, outgoing-window: ${2:2048} }',
  },
  {
    name: 'attach-sender',
    about: 'Transport 2.7.3: a link on which messages are sent.',
    text: '- attach:\n    name: ${1:link}\n    handle: ${2:0}\n    role: sender\n    source: {}\n    target: { address: ${3:queue} }\n    initial-delivery-count: 0',
  },
  {
    name: 'attach-receiver',
    about: 'Transport 2.7.3: a link on which messages are received.',
    text: '- attach:\n    name: ${1:link}\n    handle: ${2:0}\n    role: receiver\n    source: { address: ${3:queue} }\n    target: {}',
  },
  {
    name: 'flow',
    about: 'Transport 2.7.4: allow the sender so many deliveries.',
    text: '- flow: { next-incoming-id: 0, incoming-window: 2048, next-outgoing-id: 0, outgoing-window: 2048, handle: ${1:0}, delivery-count: 0, link-credit: ${2:10} }',
  },
  {
    name: 'transfer',
    about: 'Transport 2.7.5: one message.',
    text: '- transfer: { handle: ${1:0}, delivery-id: ${2:0}, delivery-tag: !hex "${3:00}", message-format: 0 }\n  message:\n    body: { value: ${4:hello} }',
  },
  {
    name: 'disposition',
    about: 'Transport 2.7.6: settle deliveries.',
    text: '- disposition: { role: receiver, first: ${1:0}, settled: true, state: ${2|!<amqp:accepted:list> [],!<amqp:released:list> [],!<amqp:rejected:list> []|} }',
  },
  {
    name: 'close',
    about: 'Transport 2.7.7 to 2.7.9: end link, session and connection.',
    text: '- detach: { handle: ${1:0}, closed: true }\n- end: {}\n- close: {}',
  },
];

/** A whole file. */
export const script: Template = {
  name: 'script',
  about: 'A whole connection from open to close.',
  text: `frames:\n${['- header: amqp', ...['open', 'begin', 'attach-sender', 'transfer', 'close'].map(textOf)].join('\n').replace(/^/gm, '  ')}`,
};

function textOf(name: string): string {
  // The place holders of one are not those of another: their defaults stay.
  return (templates.find((each) => each.name === name)?.text ?? '').replace(/\$\{\d+:([^}]*)\}/g, '$1');
}

/** The templates where a new step begins. `dash` tells whether its dash is to be written as well. */
export function templateCompletions(replace: TextRange, dash: boolean): Completion[] {
  return templates.map((each, index) =>
    completionOf(
      { ...each, text: dash ? each.text : each.text.slice(2) },
      replace,
      `2${String(index).padStart(3, '0')}`,
    ),
  );
}

export function scriptCompletion(replace: TextRange): Completion {
  return completionOf(script, replace, '2script');
}

function completionOf({ name, about, text }: Template, replace: TextRange, sort: string): Completion {
  return { label: name, kind: 'snippet', detail: about, insert: text, snippet: true, replace, sort };
}

/**
 * Whether a new step may begin at a place where its line holds `indent` spaces and no more: in the column of the other steps,
 * under an empty `frames:`, or in an empty file.
 */
export function beginsStep({ steps, text, source }: AmqpDocument, lineStart: number, indent: number): boolean {
  const { step } = steps.findLast((each) => each.step.start < lineStart) ?? steps[0] ?? {};
  if (step !== undefined) {
    const column = /^ *(?=- )/.exec(step.chunk.text)?.[0].length;
    return column === indent && (step.start < lineStart || indent === 0);
  }
  const above = text
    .slice(0, lineStart)
    .replace(/^[ \t]*#.*$/gm, '')
    .trimEnd();
  if (above === '') return indent === 0;
  return source.steps.length === 0 && /(?:^|\n)frames[ \t]*:$/.test(above.slice(-200));
}
