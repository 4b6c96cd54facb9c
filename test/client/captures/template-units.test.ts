import { expect, it } from 'vitest';
import { templateOf, templateProblem } from '../../../client/captures/template-units.ts';
import type { UnitGroup } from '../../../wire/protocol.ts';

const group = (
  connection: number,
  language: UnitGroup['language'],
  units: number,
  side: UnitGroup['side'] = 'client',
) => ({
  connection,
  name: `connection ${connection}`,
  side,
  units,
  ...(language !== undefined && { language }),
});

it('units of one connection of one protocol are a template, whatever else crossed it', () => {
  const groups = [group(1, 'notation', 3), group(1, 'notation', 2, 'server'), group(2, undefined, 1)];
  expect(templateProblem(groups)).toBeUndefined();
  expect(templateOf(groups)).toEqual({ formats: { 'Template of AMQP': ['amqp.yaml'] }, file: 'units.amqp.yaml' });
  expect(templateOf([group(1, 'xml', 1)])).toEqual({ formats: { 'Template of XMPP': ['xmpp'] }, file: 'units.xmpp' });
});

it('a selection that makes no template gets a message with what it has, and what to do', () => {
  expect(templateProblem([group(1, 'xml', 3), group(2, 'notation', 1), group(3, 'xml', 1)])).toBe(
    'The selection has 4 units of XMPP and 1 unit of AMQP, and a template is of one protocol. Select units of one, or export a capture.',
  );
  expect(templateProblem([group(1, 'xml', 3), group(2, 'xml', 1)])).toBe(
    'The selection has units of 2 connections, “connection 1”, “connection 2”, and a template is of one. Select units of one, or export a capture.',
  );
  expect(templateProblem([1, 2, 3, 4].map((number) => group(number, 'xml', 1)))).toContain('“connection 3” and others');
  expect(templateProblem([group(1, undefined, 3)])).toBe(
    'None of the selected units can be sent by a template. Export them as a capture.',
  );
});
