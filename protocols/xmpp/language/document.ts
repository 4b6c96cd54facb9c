import type { LanguageContext } from '../../text/index.ts';
import { Model } from '../model/model.ts';
import { validate } from '../model/validate.ts';
import { parseDocument, type XmlDocument } from '../parser/document.ts';
import type { ElementCheck } from '../parser/read-top-level.ts';
import { checksByName } from '../rules/index.ts';
import { catalogue } from '../specs/catalogue.ts';
import { specifications } from '../specs/index.ts';

/** A parsed and checked `.xmpp` file. */
export interface XmppDocument extends XmlDocument {
  readonly context: LanguageContext;
  readonly model: Model;
}

/** The model of all specifications. */
export const standardModel = new Model(specifications, catalogue);

const standardCheck: ElementCheck = (root, source) => validate(standardModel, checksByName, root, source);

/** Parses and checks a text; with the previous document only what changed is parsed and checked again. */
export function parse(text: string, context: LanguageContext, previous?: XmppDocument): XmppDocument {
  return { ...parseDocument(text, standardCheck, previous), context, model: standardModel };
}
