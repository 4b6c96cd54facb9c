import { remembered, type SendingLanguage } from '../../core/index.ts';
import { completions } from './completions.ts';
import { definition } from './definition.ts';
import { diagnostics } from './diagnostics.ts';
import { parse, type XmppDocument } from './document.ts';
import { fixesWith, suppression } from './fixes/index.ts';
import { folds } from './folds.ts';
import { hover } from './hover.ts';
import { prepare, problems, unitAt } from './prepare.ts';
import { sendables } from './sendables.ts';
import { symbols } from './symbols.ts';

/** What the editor asks of `.xmpp` files. */
export const xmppLanguage: SendingLanguage<XmppDocument> = {
  parse,
  diagnostics: remembered(diagnostics),
  completions,
  hover,
  definition,
  symbols,
  sendables,
  problems,
  prepare,
  unitAt,
  folds,
  fixes: (document, finding, effort) => fixes(document, finding, effort),
  suppression,
};

const fixes = fixesWith(xmppLanguage);
