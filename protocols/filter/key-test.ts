import { severities, type NamedThing } from '../core/index.ts';
import { compares } from './amounts.ts';
import { bytesTest } from './bytes-test.ts';
import type { EvaluateOptions, UnitFacts } from './facts.ts';
import { fieldTest } from './field-test.ts';
import { followTest } from './follow-test.ts';
import type { FilterValue, KeyTerm, NumberValue, TimeValue } from './model.ts';
import { costs, testOf, type Test } from './test.ts';
import { equalsTest, occursTest, regexTest, rememberedTest, type TextTest } from './text-match.ts';
import { parseXPath, selects } from '../core/xpath/index.ts';

const day = 86_400_000;

/** Makes a predicate of a key and its value. @throws RegexError */
export function keyTest(term: KeyTerm, options: EvaluateOptions): Test {
  const { key, operator, value } = term;
  switch (key) {
    case 'proto':
      return recordTest(value, ({ protocol }) => protocol);
    case 'kind':
      return recordTest(value, ({ kind }) => kind);
    case 'dir':
      return recordTest(value, ({ side }) => side);
    case 'channel':
      if (value?.type === 'number')
        return testOf(costs.record, ({ channel }) => channel !== undefined && compares(operator, channel, value));
      return recordTest(value, ({ channel }) => (channel === undefined ? undefined : String(channel)));
    case 'size':
      return numberTest(term, costs.record, ({ size }) => size);
    case 'latency':
      return { ...numberTest(term, costs.record, ({ latency }) => latency), answers: true };
    case 'time':
      return value?.type === 'time' ? timeTest(term, value, options) : never;
    case 'name': {
      const test = rememberedTest(textTest(term));
      return testOf(costs.record, ({ name }) => test(name));
    }
    case 'conn':
      return connectionTest(term);
    case 'link': {
      const test = rememberedTest(textTest(term));
      return testOf(costs.conversation, (unit) => {
        const link = unit.place()?.link;
        return link !== undefined && test(link.name);
      });
    }
    case 'from':
      return namedTest(term, 'from', (unit) => unit.place()?.link?.source);
    case 'to':
      return namedTest(term, 'to', (unit) => unit.place()?.link?.target);
    case 'ns':
      return namedTest(term, 'ns', () => undefined);
    case 'id':
      return idTest(term);
    case 'state':
      return stateTest(value);
    case 'rule': {
      const test = textTest(term);
      return testOf(
        costs.findings,
        (unit) => unit.notes.some(({ code }) => test(code)) || unit.issues('hint').some(({ code }) => test(code)),
      );
    }
    case 'field':
      return fieldTest(term);
    case 'xpath': {
      if (value?.type !== 'text') return never;
      const expression = parseXPath(value.text);
      return testOf(costs.xml, (unit) => {
        const root = unit.search.xml(unit.open());
        return root !== undefined && selects(expression, root);
      });
    }
    case 'bytes':
      return bytesTest(value);
    case 'follow':
      return followTest(term);
  }
}

const never: Test = testOf(costs.record, () => false);

/** The test of a text by its key: `=` wants all of it, the colon a part. */
export function textTest({ operator, value }: Pick<KeyTerm, 'operator' | 'value'>): TextTest {
  if (value?.type === 'regex') return regexTest(value);
  if (value?.type !== 'text') return () => false;
  return operator === '=' ? equalsTest(value) : occursTest(value);
}

function recordTest(value: FilterValue | undefined, of: (unit: UnitFacts) => string | undefined): Test {
  const values: ReadonlySet<string | undefined> = new Set(value?.type === 'list' ? value.values : []);
  return testOf(costs.record, (unit) => {
    const found = of(unit);
    return found !== undefined && values.has(found);
  });
}

function numberTest({ operator, value }: KeyTerm, cost: number, of: (unit: UnitFacts) => number | undefined): Test {
  if (value?.type !== 'number') return never;
  return testOf(cost, (unit) => {
    const found = of(unit);
    return found !== undefined && compares(operator, found, value);
  });
}

/** A time of day is that of the reader's clock, as is a date without a zone. */
function timeTest({ operator }: KeyTerm, { at, base, precision }: TimeValue, { zone }: EvaluateOptions): Test {
  const wanted: Pick<NumberValue, 'number'> = { number: at };
  return testOf(costs.record, ({ time }) => {
    if (time === undefined) return false;
    const shown = base === 'utc' ? time : time - zone(time) * 60_000;
    return compares(operator, base === 'day' ? ((shown % day) + day) % day : shown, wanted, precision);
  });
}

/** Digits alone are a connection's number or port as well. */
function connectionTest(term: KeyTerm): Test {
  const { value, operator } = term;
  const number = value?.type === 'text' && /^\d{1,15}$/.test(value.text) ? value.text : undefined;
  const test = rememberedTest(textTest(term));
  const isPort = (address: string): boolean => address.endsWith(`:${number ?? ''}`);
  return testOf(costs.record, ({ connection, connectionNumber }) => {
    if (number === undefined) return connection.some(test);
    if (connectionNumber !== undefined)
      return connectionNumber === Number(number) || (operator === ':' && connection.some(isPort));
    return connection.some(test);
  });
}

function namedTest(term: KeyTerm, what: NamedThing, ofLink: (unit: UnitFacts) => string | undefined): Test {
  const test = textTest(term);
  return testOf(costs.named, (unit) => {
    const known = ofLink(unit);
    return (known !== undefined && test(known)) || unit.search.named(unit.open(), what).some(test);
  });
}

/** Ids that are numbers are wanted as a whole: 7 is no part of 17. */
function idTest(term: KeyTerm): Test {
  const { value } = term;
  const number = value?.type === 'text' && /^\d{1,10}$/.test(value.text) ? Number(value.text) : undefined;
  const test = textTest(term);
  return testOf(costs.named, (unit) => {
    const opened = unit.open();
    const isId = (id: string): boolean => (number !== undefined && /^\d+$/.test(id) ? Number(id) === number : test(id));
    if (unit.search.named(opened, 'id').some(isId)) return true;
    if (number === undefined) return false;
    if (unit.delivery === number) return true;
    const ids = unit.search.deliveries(opened, unit.side);
    return ids !== undefined && (number - ids.first) >>> 0 <= (ids.last - ids.first) >>> 0;
  });
}

function stateTest(value: FilterValue | undefined): Test {
  const words = value?.type === 'list' ? value.values : [];
  // Several words mean the mildest of them.
  const least = Math.max(-1, ...words.map((word) => severities.findIndex((severity) => severity === word)));
  const mildest = severities[least];
  if (mildest === undefined) return never;
  return testOf(costs.findings, (unit) =>
    unit.issues(mildest).some(({ severity }) => severities.indexOf(severity) <= least),
  );
}
