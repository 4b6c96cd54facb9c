import { describe } from 'vitest';
import { accepts, objects } from '../specs/harness.ts';

const card = (content: string) => `<iq type="set" id="a"><vCard xmlns="vcard-temp">${content}</vCard></iq>`;

describe('cards (XEP-0054)', () => {
  accepts(
    card(
      '<FN>Juliet</FN><N><FAMILY/><GIVEN>Juliet</GIVEN></N><TEL><HOME/><NUMBER>1</NUMBER></TEL><PHOTO><TYPE>image/png</TYPE><BINVAL>iVBO\nRw0K</BINVAL></PHOTO>',
    ),
  );
  accepts(
    card(
      '<X-MATRIX>a</X-MATRIX><GENDER>f</GENDER><PHOTO><BINVAL/></PHOTO><PHOTO><BINVAL>{{picture}}</BINVAL></PHOTO><other xmlns="urn:example:a"><fn/></other>',
    ),
  );
  accepts(card(''));
  objects(card('<fn>Juliet</fn>'), 'xmpp/element-unknown');
  objects(card('<N><FAMLY>Capulet</FAMLY></N>'), 'xmpp/element-unknown');
  objects(card('<PHOTO><BINVAL>not base64!</BINVAL></PHOTO>'), 'xmpp/text-value');
});
