import { isPayload, type LanguageContext, type VariableLookup } from '../../protocols/core/index.ts';
import { openForSending, type SendingDocument } from '../../protocols/sending.ts';
import type { Io } from '../io.ts';
import { sayProblems, valuesOf } from '../sending.ts';

/** One thing to send. */
export interface Item {
  /** Its place among the document's sendables. */
  readonly index: number;
  readonly label: string;
  readonly connection: string | undefined;
}

/** What a file asks to be sent. */
export interface SendFile {
  readonly file: string;
  readonly text: string;
  readonly protocol: 'xmpp' | 'amqp';
  readonly document: SendingDocument;
  readonly values: VariableLookup;
  readonly items: readonly Item[];
}

/**
 * Reads what a file asks to be sent, or gives undefined when it cannot be sent; the reason has been printed. What has values of answers in it
 * is made when it is sent.
 */
export async function readSendFile(
  file: string,
  text: string,
  context: LanguageContext,
  io: Io,
): Promise<SendFile | undefined> {
  const protocol = /\.ya?ml$/i.test(file) ? 'amqp' : 'xmpp';
  const document = await openForSending(protocol, text, context);
  const values = valuesOf(context, io);
  if (sayProblems(file, text, document.problems(values), io)) return undefined;
  const items: Item[] = [];
  for (const { index, label, connection } of document.sendables(values)) {
    const payload = document.prepare(index, values);
    const problems = isPayload(payload) ? [] : payload.filter(({ code }) => code !== 'not-set-yet');
    if (sayProblems(file, text, problems, io)) return undefined;
    items.push({ index, label, connection });
  }
  return { file, text, protocol, document, values, items };
}
