import { countNumbers, formatCount, numbersOf, spacedHex, type NumberRanges } from '../../../protocols/core/index.ts';
import type { TextLanguage } from '../../../protocols/core/index.ts';
import type { MenuAction } from '../menu-actions.ts';
import { unitAsC } from '../../../protocols/decoding/unit-report.ts';
import { rowLine, unitAsMarkdown, unitAsText, type CopiedUnit } from '../model/unit-copy.ts';

/** At most so many units are copied at once, and so many UTF-16 units of text. */
export const mostCopied = 1000;
const longestText = 16 * 1024 * 1024;

/** Commands that copy whole units. */
type CopyAction = Extract<
  MenuAction,
  'copyRow' | 'copyText' | 'copyXml' | 'copyNotation' | 'copyHex' | 'copyC' | 'copyMarkdown'
>;

/** What is done with all units that are selected. */
export type ManyAction = CopyAction | 'mark' | 'unmark' | 'exportUnits';

/** A form in which units are copied. */
export interface CopyForm {
  /** For people: `as hex`. */
  readonly how: string;
  readonly write: (unit: CopiedUnit) => string | undefined;
  /** What stands between two units. */
  readonly between: string;
  /** Only units of this language have the form. */
  readonly language?: TextLanguage;
  /** Secrets are masked, also where they are shown. */
  readonly masked?: true;
}

const asWritten = ({ opened }: CopiedUnit): string | undefined => opened.text();

/** The forms, by the command that copies in them. */
export const copyForms: Readonly<Record<CopyAction, CopyForm>> = {
  copyRow: { how: 'as a row', write: ({ row, connectionName }) => rowLine(row, connectionName), between: '\n' },
  copyText: { how: 'as text', write: unitAsText, between: '\n\n' },
  copyXml: { how: 'as XML', write: asWritten, between: '\n\n', language: 'xml' },
  // The notation ends with a line feed; several units are one script.
  copyNotation: { how: 'as notation', write: asWritten, between: '', language: 'notation' },
  copyHex: { how: 'as hex', write: ({ bytes }) => spacedHex(bytes), between: '\n' },
  copyC: { how: 'as a C array', write: ({ row, bytes }) => unitAsC(row.seq, bytes), between: '\n' },
  copyMarkdown: { how: 'as Markdown, secrets masked', write: unitAsMarkdown, between: '\n', masked: true },
};

export function isCopyAction(action: MenuAction): action is CopyAction {
  return Object.hasOwn(copyForms, action);
}

/** Whether it is done with all units that are selected. */
export function isManyAction(action: MenuAction): action is ManyAction {
  return isCopyAction(action) || action === 'mark' || action === 'unmark' || action === 'exportUnits';
}

/** What copying several units needs of the page. */
export interface CopyOwner {
  /** A unit with its secrets masked; undefined where it is gone, of which the page has said so. */
  open(seq: number): Promise<CopiedUnit | undefined>;
  copy(text: string, what: string): void;
  /** Says what cannot be done, for all to see. */
  warn(text: string): void;
}

/** Copies several units in one form, secrets masked. All of them or none. */
export async function copyUnits(units: NumberRanges, form: CopyForm, owner: CopyOwner): Promise<void> {
  const count = countNumbers(units);
  const { how, write, between, language } = form;
  if (count > mostCopied) {
    const [most, all] = [formatCount(mostCopied), formatCount(count)];
    owner.warn(`At most ${most} units are copied at once, and ${all} are selected. Export them to a file instead.`);
    return;
  }
  const texts: string[] = [];
  let [size, others] = [0, 0];
  for (const seq of numbersOf(units)) {
    const unit = await owner.open(seq);
    if (unit === undefined) return;
    const text = language === undefined || unit.opened.language === language ? write(unit) : undefined;
    if (text === undefined) others++;
    else texts.push(text);
    size += text?.length ?? 0;
    if (size > longestText) {
      owner.warn('The text of the selected units is too long to be copied. Export them to a file instead.');
      return;
    }
  }
  if (others > 0) {
    const has = others === 1 ? 'has' : 'have';
    owner.warn(
      `${formatCount(others)} of the ${formatCount(count)} selected units ${has} no form ${how}. Select units of one protocol.`,
    );
    return;
  }
  owner.copy(texts.join(between), `${formatCount(count)} units ${how}`);
}
