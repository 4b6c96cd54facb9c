export { fieldsJson, toJson, type Json } from './json.ts';
export {
  carriesToken,
  isTokenAddress,
  secretRangesAmqp,
  secretRangesOf,
  type ByteRange,
  type Secrecy,
} from './secrets.ts';
export { summarizeAmqp, type AmqpSummary } from './summary.ts';
export { encodingText, valueText } from './text.ts';
export { inspectAmqp, type InspectOptions } from './tree.ts';
