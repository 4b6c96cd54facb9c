import type { LanguageContext } from '../../core/index.ts';
import type { Model } from '../model/model.ts';
import { validate } from '../model/validate.ts';
import { parseDocument, type XmlDocument } from '../parser/document.ts';
import type { ElementCheck } from '../parser/read-top-level.ts';
import { checksByName } from '../rules/index.ts';
import { modelOf, standardModel } from './own-model.ts';

/** A parsed and checked `.xmpp` file. */
export interface XmppDocument extends XmlDocument {
  readonly context: LanguageContext;
  readonly model: Model;
}

export { standardModel };

const checks = new WeakMap<Model, ElementCheck>();

/** What checks an element against a model and all rules; the same for the same model. */
export function checkWith(model: Model): ElementCheck {
  let check = checks.get(model);
  if (check === undefined) checks.set(model, (check = (root, source) => validate(model, checksByName, root, source)));
  return check;
}

/** Parses and checks a text; with the previous document only what changed is parsed and checked again. */
export function parse(text: string, context: LanguageContext, previous?: XmppDocument): XmppDocument {
  const model = modelOf(context.xmppSchemas);
  // What was checked against other schemas is checked again.
  return { ...parseDocument(text, checkWith(model), previous?.model === model ? previous : undefined), context, model };
}
