import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dynamicVariables,
  findVariables,
  missingValue,
  substitute,
  variableLookup,
  variableProblem,
} from '../../../protocols/core/index.ts';

const only = (text: string) => {
  const found = findVariables(text);
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe('finding variables', () => {
  it('gives exact ranges of the variable and of its name', () => {
    const text = 'to="{{ room }}"';
    const variable = only(text);
    expect(text.slice(variable.start, variable.end)).toBe('{{ room }}');
    expect(text.slice(variable.nameStart, variable.nameEnd)).toBe('room');
    expect(variable).toMatchObject({ name: 'room', args: [], dynamic: false });
    expect(variable.problem).toBeUndefined();
  });

  it('finds nothing in single braces, and several in one line', () => {
    expect(findVariables('{a} { {b} } }} [1]')).toEqual([]);
    expect(findVariables('{{a}}/{{b.c-d}}{{$id}}').map((each) => each.name)).toEqual(['a', 'b.c-d', '$id']);
  });

  it('takes the inner pair of three braces', () => {
    const text = '{{{queue}}}';
    const variable = only(text);
    expect(text.slice(variable.start, variable.end)).toBe('{{queue}}');
  });

  it('reads the arguments of dynamic variables', () => {
    expect(only('{{$randomInt  1\t9 }}')).toMatchObject({ name: '$randomInt', args: ['1', '9'], dynamic: true });
    expect(only('{{$env HOME}}')).toMatchObject({ name: '$env', args: ['HOME'] });
  });

  it.each(dynamicVariables.map((each) => each.usage))('accepts the documented usage %s', (usage) => {
    expect(only(usage).problem).toBeUndefined();
  });

  it.each([
    ['{{', 'not closed'],
    ['{{room', 'not closed'],
    ['{{room\n}}', 'not closed'],
    ['{{}}', 'has no name'],
    ['{{ }}', 'has no name'],
    ['{{1st}}', 'is not a name for a variable'],
    ['{{a:b}}', 'is not a name for a variable'],
    ['{{room 5}}', 'takes no arguments'],
    ['{{$idd}}', 'did you mean “$id”'],
    ['{{$everything}}', 'there are $id, $uuid'],
    ['{{$id 5}}', 'takes no arguments'],
    ['{{$env}}', 'takes one argument'],
    ['{{$randomInt 1}}', 'takes 2 arguments'],
    ['{{$randomInt a b}}', 'takes two integers'],
    ['{{$randomInt 9 1}}', '{{$randomInt 1 9}}'],
  ])('reports %j', (text, message) => {
    expect(only(text).problem).toContain(message);
  });

  it('goes on after a variable that is not closed', () => {
    const [first, second] = findVariables('<a b="{{room" c="{{friend}}"/>');
    expect(first?.problem).toContain('not closed');
    expect(second).toMatchObject({ name: 'friend' });
    expect(second?.problem).toBeUndefined();
  });

  it('keeps every range inside any text, in order and without overlap', () => {
    const piece = fc.constantFrom('{', '}', '{{', '}}', '$', 'id', ' ', '\n', 'é', '1', '$env', '😀');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const each of findVariables(text)) {
          expect(each.start).toBeGreaterThanOrEqual(last);
          expect(text.startsWith('{{', each.start)).toBe(true);
          expect(each.nameStart).toBeGreaterThanOrEqual(each.start);
          expect(each.nameEnd).toBeLessThanOrEqual(each.end);
          expect(each.end).toBeLessThanOrEqual(text.length);
          last = each.end;
        }
      }),
    );
  });
});

describe('checking variables', () => {
  const known = new Map([['room', 'lounge@muc']]);

  it('accepts known and dynamic ones, and any where nothing is known', () => {
    expect(variableProblem(only('{{room}}'), known)).toBeUndefined();
    expect(variableProblem(only('{{$id}}'), known)).toBeUndefined();
    expect(variableProblem(only('{{other}}'), undefined)).toBeUndefined();
  });

  it('reports unknown ones, with the name that was meant', () => {
    expect(variableProblem(only('{{rom}}'), known)).toContain('did you mean “room”?');
    expect(variableProblem(only('{{friend}}'), known)).toContain('define it');
    expect(variableProblem(only('{{1}}'), undefined)).toContain('not a name');
  });
});

describe('substituting', () => {
  const sources = {
    id: () => 'id-1',
    uuid: () => 'u',
    now: () => new Date(0),
    randomInt: (a: number, b: number) => a + b,
    env: (name: string) => (name === 'HOME' ? '/root' : undefined),
  };
  const lookup = variableLookup(
    new Map([
      ['a', '<&>'],
      ['again', '{{a}}'],
    ]),
    sources,
  );

  it('puts values in, escaped by the caller', () => {
    const escaped = substitute('x{{a}}y', lookup, (value) => value.replaceAll('<', '&lt;'));
    expect(escaped).toEqual({ text: 'x&lt;&>y', unresolved: [] });
  });

  it('tells the escaping where the value stands', () => {
    const offsets: number[] = [];
    substitute('{{a}} {{a}}', lookup, (value, offset) => (offsets.push(offset), value));
    expect(offsets).toEqual([0, 6]);
  });

  it('asks for the value of a prompt by all of its words, and has none where nobody is asked', () => {
    const asked = variableLookup(new Map(), { ...sources, prompt: (name) => `<${name}>` });
    expect(substitute('{{$prompt Room name}}', asked).text).toBe('<Room name>');
    const [missing] = substitute('{{$prompt Room name}}', lookup).unresolved;
    expect(missing && missingValue(missing)).toBe('No value was given for “Room name”');
    expect(findVariables('{{$prompt}}')[0]?.problem).toBe('Write it as {{$prompt Name}}: $prompt takes one argument');
  });

  it('asks the sources for dynamic values', () => {
    expect(substitute('{{$id}} {{$uuid}} {{$now}} {{$randomInt 2 3}} {{$env HOME}}', lookup).text).toBe(
      'id-1 u 1970-01-01T00:00:00.000Z 5 /root',
    );
  });

  it('leaves what has no value as it was written, and says so', () => {
    const result = substitute('{{b}} {{$env NO}} {{a', lookup);
    expect(result.text).toBe('{{b}} {{$env NO}} {{a');
    expect(result.unresolved.map((each) => each.name)).toEqual(['b', '$env', 'a']);
  });

  it('does not look for variables in values', () => {
    expect(substitute('{{again}}', lookup)).toEqual({ text: '{{a}}', unresolved: [] });
  });

  it('gives any text without two braces back unchanged', () => {
    fc.assert(fc.property(fc.string(), (text) => text.includes('{{') || substitute(text, lookup).text === text));
  });
});
