import { remembered, type LanguageService } from '../../core/index.ts';
import { completions } from './completions.ts';
import { diagnostics } from './diagnostics.ts';
import { parse, type XmppDocument } from './document.ts';
import { fixesWith } from './fixes/index.ts';
import { suppression } from './fixes/suppress.ts';
import { folds } from './folds.ts';
import { hover } from './hover.ts';
import { sendables } from './sendables.ts';
import { symbols } from './symbols.ts';

/** What the editor asks of `.xmpp` files. */
export const xmppLanguage: LanguageService<XmppDocument> = {
  parse,
  diagnostics: remembered(diagnostics),
  completions,
  hover,
  symbols,
  sendables,
  folds,
  fixes: (document, finding, effort) => fixes(document, finding, effort),
  suppression,
};

const fixes = fixesWith(xmppLanguage);
