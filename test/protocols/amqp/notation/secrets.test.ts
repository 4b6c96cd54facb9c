import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../../../protocols/amqp/language/index.ts';
import { encodeScript } from '../../../../protocols/amqp/notation/index.ts';
import { variableLookup } from '../../../../protocols/core/index.ts';

function messages(text: string): string {
  const sources = {
    id: () => 'id',
    uuid: () => 'uuid',
    now: () => new Date(0),
    randomInt: () => 1,
    env: (name: string) => (name === 'TOKEN' ? 'hunter$&2' : '7x'),
  };
  return encodeScript(amqpLanguage.parse(text, {}), variableLookup(new Map(), sources))
    .problems.map(({ message }) => message)
    .join('\n');
}

describe('messages about values from the environment', () => {
  it.each([
    '- open: { container-id: a, max-frame-size: "{{$env TOKEN}}" }',
    '- begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1, properties: { a: !uuid "{{$env TOKEN}}" } }',
    'vars: { size: "{{$env TOKEN}}" }\nframes:\n- open: { container-id: a, max-frame-size: "1{{size}}" }',
  ])('name the variable and not its value: %s', (text) => {
    expect(messages(text)).toContain('{{$env TOKEN}}');
    expect(messages(text)).not.toContain('hunter');
  });

  it('show what is too short for a secret', () => {
    expect(messages('- open: { container-id: a, max-frame-size: "{{$env SIZE}}" }')).toContain('“7x”');
  });
});
