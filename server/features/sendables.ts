import type { Served } from '../documents.ts';
import type { SendablesResult } from '../requests.ts';
import { toRange } from './range.ts';

export function sendables({ document, parsed }: Served): SendablesResult {
  return { version: document.version, sendables: parsed.sendables().map((each) => ({ ...each, range: toRange(document, each) })) };
}
