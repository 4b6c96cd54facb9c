export { selects, textFound } from './evaluate.ts';
export { XPathError, type Expression } from './model.ts';
export { parseXPath } from './parse.ts';
