import { pathNames, type FieldValue } from '../core/index.ts';
import { compares } from './amounts.ts';
import type { KeyTerm } from './model.ts';
import { costs, testOf, type Test } from './test.ts';
import { equalsTest, regexTest } from './text-match.ts';

/** A field is there, or one of its values compares with another. */
export function fieldTest({ path, operator, value }: KeyTerm): Test {
  const names = pathNames(path?.text ?? '');
  const test = valueTest(operator, value);
  return testOf(costs.fields, (unit) => {
    for (const each of unit.search.fields(unit.open(), names)) if (test(each)) return true;
    return false;
  });
}

function valueTest(operator: KeyTerm['operator'], value: KeyTerm['value']): (found: FieldValue) => boolean {
  switch (value?.type) {
    case undefined:
      return ({ implied }) => implied !== true;
    case 'regex': {
      const test = regexTest(value);
      return ({ texts }) => texts.some(test);
    }
    case 'number': {
      if (operator !== '=') return ({ number }) => number !== undefined && compares(operator, number, value);
      const same = equalsTest({ ...value, type: 'text' });
      // As text, too: an id of digits, or an integer that has no exact number.
      return ({ number, texts }) => number === value.number || texts.some(same);
    }
    case 'time':
      return ({ number }) => number !== undefined && compares(operator, number, { number: value.at });
    case 'text': {
      const same = equalsTest(value);
      return ({ texts }) => texts.some(same);
    }
    case 'list':
      return () => false;
  }
}
