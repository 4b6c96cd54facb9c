import { beforeAll, describe, expect, it } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { loadGrammar, scopesOf } from './tokens.ts';

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await loadGrammar('amqp');
});
const scopes = (text: string, word: string, n = 0) => scopesOf(grammar, text, word, n);

const script = `# a sensor
connection: broker
vars: { queue: readings }
frames:
  - header: sasl
  - sasl-init: { mechanism: PLAIN }
  - open: { container-id: sensor-7, max-frame-size: 65536 } # first
  - attach:
      name: "link {{$uuid}} \\x41 \\q"
      handle: 0
      source:
        address: orders-{{queue}}, [or] so
      target: { capabilities: [queue, 'to''pic'], durable: !uint 0xff }
  - transfer: { delivery-tag: !hex "00 ff", settled: true }
    channel: 1
    message:
      properties: { message-id: m-1 }
      application-properties: { celsius: !double 21.5, "odd key": ~ }
      body:
        value: |
          raw: text # no comment
          {{queue}}
  - close: { error: !<amqp:error:list> [] }
`;

describe('the grammar of .amqp.yaml', () => {
  it.each([
    [' a sensor', 'comment.line'],
    [' first', 'comment.line'],
    ['connection', 'keyword.other.step'],
    ['broker', 'string.unquoted.plain'],
    ['frames', 'keyword.other.step'],
    ['header', 'keyword.other.step'],
    ['sasl-init', 'keyword.control.performative'],
    ['open', 'keyword.control.performative'],
    ['container-id', 'entity.name.tag'],
    ['sensor-7', 'string.unquoted.plain'],
    ['65536', 'constant.numeric'],
    ['link ', 'string.quoted.double'],
    ['$uuid', 'support.variable.dynamic'],
    ['\\x41', 'constant.character.escape'],
    ['\\q', 'invalid.illegal.escape'],
    ["''", 'constant.character.escape'],
    ['uint', 'storage.type.amqp'],
    ['0xff', 'constant.numeric'],
    ['hex', 'storage.type.amqp'],
    ['00 ff', 'string.quoted.double'],
    ['true', 'constant.language'],
    ['message', 'keyword.other.step'],
    ['application-properties', 'keyword.other.section'],
    ['21.5', 'constant.numeric'],
    ['odd key', 'entity.name.tag'],
    ['~', 'constant.language'],
    ['raw: text # no comment', 'string.unquoted.block'],
    ['amqp:error:list', 'entity.name.type.descriptor'],
    ['close', 'keyword.control.performative'],
  ])('%s is %s', (word, scope) => {
    expect(scopes(script, word)).toContain(scope);
  });

  it('knows a variable in plain text, in quotes and in a block', () => {
    expect(scopes(script, 'queue', 1)).toMatch(/string\.unquoted\.plain.* variable\.other\.readwrite/);
    expect(scopes('a: "{{room}}"', 'room')).toMatch(/string\.quoted\.double.* variable\.other\.readwrite/);
    expect(scopes('a: |\n  x {{room}}', 'room')).toMatch(/string\.unquoted\.block.* variable\.other\.readwrite/);
  });

  it('takes performatives for keys only', () => {
    expect(scopes('a: open', 'open')).toContain('string.unquoted.plain');
    expect(scopes('reopen: 1', 'reopen')).toContain('entity.name.tag');
    expect(scopes('- begin: {}', 'begin')).toContain('keyword.control.performative');
  });

  it('does not take part of a text for a number, a comment or a tag', () => {
    expect(scopes('a: 5 apples', '5 apples')).toContain('string.unquoted.plain');
    expect(scopes('a: x#y', 'x#y')).toContain('string.unquoted.plain');
    expect(scopes(script, ', [or] so')).toContain('string.unquoted.plain');
    expect(scopes('a: b!c', 'b!c')).toContain('string.unquoted.plain');
    expect(scopes('a: amqp://localhost:5672', 'amqp://localhost:5672')).toContain('string.unquoted.plain');
  });

  it('ends a block where its indentation ends', () => {
    expect(scopes('- a: |\n    one\n\n    two\n- open: {}', 'open')).toContain('keyword.control.performative');
  });
});
