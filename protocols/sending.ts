/** The languages whose documents can be sent, each loaded when a document of it is first opened. */
import type {
  LanguageContext,
  Problem,
  Sendable,
  SendingLanguage,
  SendPayload,
  UnitBytes,
  VariableLookup,
} from './core/index.ts';

/** A document that is sent from, whichever language it is in. The functions are those of `SendingLanguage`. */
export interface SendingDocument {
  sendables(values?: VariableLookup): readonly Sendable[];
  problems(values: VariableLookup): readonly Problem[];
  prepare(index: number, values: VariableLookup, part?: number): SendPayload | readonly Problem[];
  unitAt(offset: number, values: VariableLookup): UnitBytes | undefined;
}

type Open = (text: string, context: LanguageContext) => SendingDocument;

const loaders: Readonly<Record<SendingLanguageName, () => Promise<Open>>> = {
  amqp: async () => openBy((await import('./amqp/language/index.ts')).amqpLanguage),
  xmpp: async () => openBy((await import('./xmpp/language/index.ts')).xmppLanguage),
};

export type SendingLanguageName = 'amqp' | 'xmpp';

/** Parses a text that is sent from. Of `context` the project's own types have an effect on what is sent. */
export async function openForSending(
  language: SendingLanguageName,
  text: string,
  context: LanguageContext,
): Promise<SendingDocument> {
  return (await loaders[language]())(text, context);
}

function openBy<D>(language: SendingLanguage<D>): Open {
  return (text, context) => {
    const document = language.parse(text, context);
    return {
      sendables: (values) => language.sendables(document, values),
      problems: (values) => language.problems(document, values),
      prepare: (index, values, part) => language.prepare(document, index, values, part),
      unitAt: (offset, values) => language.unitAt(document, offset, values),
    };
  };
}
