import { html, nothing, type TemplateResult } from 'lit';
import { decodeText } from '../model/bytes.ts';
import { hexDump, toBase64, spacedHex, formatCount, plural, type TextLanguage } from '../../../protocols/core/index.ts';
import { formatRange } from '../model/format.ts';
import type { ByteRange, LoadedUnit } from '../model/unit.ts';
import { icon } from './icon.ts';
import './text-view.ts';

/** Text can be marked, and copied as everywhere. */
const textMenu = '{"wireloupePart":"text","preventDefaultContextMenuItems":false}';

/** What the text and the bytes of a unit ask of their owner. */
export interface UnitViewActions {
  setRaw(raw: boolean): void;
  copy(text: string, what: string): void;
}

/** Titles of the text view. */
export const languageTitles: Readonly<Record<TextLanguage, string>> = { xml: 'XML', notation: 'Notation' };

/** Beside the tabs: what can be done with the text. */
export function textTools(
  unit: LoadedUnit,
  language: TextLanguage,
  raw: boolean,
  actions: UnitViewActions,
): TemplateResult {
  if (language === 'notation') {
    return html`<button
      class="tool small"
      title="Copy the frame as a step of an .amqp.yaml file; it encodes back to the same bytes"
      @click=${() => actions.copy(unit.opened.text() ?? '', 'the notation')}
    >
      ${icon('copy')}<span>Copy Notation</span>
    </button>`;
  }
  return html`<button
      class="tool small"
      aria-pressed=${raw ? 'true' : 'false'}
      title="Show the text exactly as it was sent. Otherwise line breaks and indentation are ours."
      @click=${() => actions.setRaw(!raw)}
    >
      ${icon('code')}<span>As Sent</span>
    </button>
    <button
      class="tool small"
      title="Copy the text as it was sent"
      @click=${() => actions.copy(decodeText(unit.bytes).text, 'XML')}
    >
      ${icon('copy')}<span>Copy XML</span>
    </button>`;
}

export function textPanel(
  unit: LoadedUnit,
  language: TextLanguage,
  range: ByteRange | null,
  raw: boolean,
  select: (range: ByteRange) => void,
): TemplateResult {
  return html`<wl-text
    .bytes=${unit.bytes}
    .language=${language}
    .opened=${unit.opened}
    .range=${range}
    .raw=${raw}
    .select=${select}
    data-vscode-context=${textMenu}
  ></wl-text>`;
}

/** Below the bytes: which of them are selected, and copies of them, or of all when none are. */
export function bytesFooter(unit: LoadedUnit, range: ByteRange | null, actions: UnitViewActions): TemplateResult {
  const bytes = range === null ? unit.bytes : unit.bytes.subarray(range[0], range[1]);
  const what = range === null ? 'all bytes' : 'selected bytes';
  const place =
    range === null
      ? plural(unit.bytes.length, 'byte')
      : `${formatRange(range)}: ${formatCount(bytes.length)} of ${plural(unit.bytes.length, 'byte')}`;
  const button = (title: string, text: () => string): TemplateResult =>
    html`<button
      class="tool small"
      title="Copy ${what} as ${title}"
      @click=${() => actions.copy(text(), `${what} as ${title}`)}
    >
      ${icon('copy')}<span>${title}</span>
    </button>`;
  return html`<div class="bytes-footer">
    <span class="place">${place}</span>
    ${bytes.length === 0 ? nothing : html`${button('hex', () => spacedHex(bytes))}${button('base64', () => toBase64(bytes))}${button('dump', () => hexDump(bytes))}`}
  </div>`;
}
