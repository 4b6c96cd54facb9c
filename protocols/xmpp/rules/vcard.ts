import { compileType } from '../model/datatypes.ts';
import { quote } from '../parser/finding.ts';
import { HasVariable, type XmlElement } from '../parser/node.ts';
import { elementText } from '../parser/value.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';
import { oneLetterAway } from './one-letter.ts';

/** The elements of a card (XEP-0054, 9). Clients add their own, so that only what is hardly another name is noticed. */
const names: ReadonlySet<string> = new Set(
  `ADR AGENT BBS BDAY BINVAL CATEGORIES CELL CLASS CONFIDENTIAL CRED CTRY DESC DOM EMAIL EXTADD EXTVAL FAMILY FAX FN GEO GIVEN HOME INTERNET INTL ISDN JABBERID KEY
  KEYWORD LABEL LAT LINE LOCALITY LOGO LON MAILER MIDDLE MODEM MSG N NICKNAME NOTE NUMBER ORG ORGNAME ORGUNIT PAGER PARCEL PCODE PCS PHONETIC PHOTO POBOX POSTAL PREF
  PREFIX PRIVATE PRODID PUBLIC REGION REV ROLE SORT-STRING SOUND STREET SUFFIX TEL TITLE TYPE TZ UID URL USERID VERSION VIDEO VOICE WORK X400`.split(
    /\s+/,
  ),
);

/** Cards are nested three deep; one that holds another (AGENT) some more. */
const deepest = 8;

/** Nothing of a card is demanded, but its names are written in capitals, and its pictures in base64. */
const checkCard: Check = (card, context) => visit(card, context, 0);

function visit(parent: XmlElement, context: CheckContext, depth: number): void {
  for (const element of parent.elements()) {
    if (element.namespace !== parent.namespace) continue;
    if (element.local === 'BINVAL') checkPicture(element, context);
    else if (!names.has(element.local) && element.local !== 'vCard') checkName(element, context);
    if (depth < deepest) visit(element, context, depth + 1);
  }
}

function checkName(element: XmlElement, context: CheckContext): void {
  const capitals = element.local.toUpperCase();
  const near = names.has(capitals) ? capitals : oneLetterAway(element.local, names);
  if (near !== undefined)
    context.at('xmpp/element-unknown', element, `A vCard must not contain <${element.name}>; did you mean <${near}>?`);
}

function checkPicture(picture: XmlElement, context: CheckContext): void {
  if (picture.children.some((child) => child.kind === 'text' && (child.flags & HasVariable) !== 0)) return;
  const text = elementText(context.source, picture).trim();
  if (text !== '' && compileType('base64').problem(text) !== undefined)
    context.at('xmpp/text-value', picture, `<${picture.name}> holds a picture or sound in base64, not ${quote(text)}`);
}

export const cardChecks: CheckTable = { '{vcard-temp}vCard': checkCard };
