import { formatCount, plural, type OpenUnit, type TextLanguage } from '../../../protocols/core/index.ts';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { decodeText, type DecodedText } from '../model/bytes.ts';
import type { TextLine, Token } from '../../../protocols/core/inspect/index.ts';
import type { ByteRange } from '../model/unit.ts';
import { indentedLines, rawLines, xmlTokens } from '../../../protocols/xmpp/text/index.ts';
import { yamlTokens } from '../model/yaml-tokens.ts';
import { LightElement } from './light-element.ts';

/** UTF-16 units that are shown at once; the rest comes when it is asked for. */
const portion = 100_000;

const nothingYet: DecodedText = { text: '', offsets: new Uint32Array(1), invalid: 0 };

/**
 * The unit as text. XML stands as it was sent, or indented; the selected bytes are marked in it, and a click selects the
 * node at that place. A frame's notation is made from its bytes, so that its characters have no bytes of their own.
 */
export class TextView extends LightElement {
  static override properties = {
    bytes: { attribute: false },
    language: { attribute: false },
    opened: { attribute: false },
    range: { attribute: false },
    raw: { attribute: false },
    select: { attribute: false },
    shown: { state: true },
  };

  declare bytes: Uint8Array;
  declare language: TextLanguage;
  declare opened: OpenUnit;
  declare range: ByteRange | null;
  /** XML: whether to show it as it was sent, without our line breaks. */
  declare raw: boolean;
  declare select: (range: ByteRange) => void;
  /** UTF-16 units to show. */
  declare shown: number;

  #decoded: DecodedText = nothingYet;
  #lines: readonly TextLine[] = [];

  constructor() {
    super();
    this.shown = portion;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('bytes') || changed.has('language') || changed.has('opened')) {
      this.#decoded =
        this.language === 'xml' ? decodeText(this.bytes) : { ...nothingYet, text: this.opened.text() ?? '' };
      this.shown = portion;
    } else if (!changed.has('raw') && !changed.has('shown')) return;
    const text = this.#decoded.text.slice(0, this.shown);
    if (this.language === 'notation') this.#lines = rawLines(text, yamlTokens(text));
    else this.#lines = this.raw ? rawLines(text, xmlTokens(text)) : indentedLines(text);
  }

  protected override render(): TemplateResult {
    const { text, invalid } = this.#decoded;
    const hidden = text.length - this.shown;
    return html`${invalid === 0 ? nothing : html`<p class="remark">${plural(invalid, 'byte')} ${invalid === 1 ? 'is' : 'are'} not UTF-8, shown as �. The bytes view has them as they are.</p>`}
      <div
        class="code"
        tabindex="0"
        role="region"
        aria-label=${this.language === 'notation' ? 'Notation' : this.raw ? 'XML as sent' : 'XML, indented'}
        aria-description=${this.language === 'notation' ? nothing : 'The left and right arrow keys select the part before and after.'}
        @keydown=${this.#onKey}
      >
        ${this.#lines.map((line) => this.#line(line))}
      </div>
      ${
        hidden <= 0
          ? nothing
          : html`<p class="remark">
              The first ${formatCount(this.shown)} of ${formatCount(text.length)} characters are shown.
              <button class="link" @click=${() => (this.shown *= 4)}>Show more</button>
            </p>`
      }`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('range') || changed.has('bytes') || changed.has('raw'))
      this.querySelector('.marked')?.scrollIntoView({ block: 'nearest' });
  }

  #line(line: TextLine): TemplateResult {
    // On one line: white space between the tags would be shown.
    const [level, tokens] = [`--level: ${line.depth}`, line.tokens.map((token) => this.#token(token))];
    return html`<div class="code-line" .style=${level}>${tokens}</div>`;
  }

  #token(token: Token): TemplateResult {
    const written = this.#decoded.text.slice(token.start, token.end);
    if (this.language === 'notation') return html`<span class="t-${token.kind}">${written}</span>`;
    const [start, end] = this.#rangeOf(token);
    const marked = this.range !== null && start < this.range[1] && end > this.range[0];
    return html`<span class="t-${token.kind}${marked ? ' marked' : ''}" @click=${() => this.#onClick([start, end])}
      >${written}</span
    >`;
  }

  /** Left and right select the token before and after the selected bytes: the tree and the bytes go along. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (this.language === 'notation' || ctrlKey || metaKey || altKey || shiftKey) return;
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
    const ranges = this.#lines
      .flatMap(({ tokens }) => tokens.filter(({ kind }) => kind !== 'punctuation'))
      .map((token) => this.#rangeOf(token));
    const next =
      this.range === null
        ? ranges[0]
        : key === 'ArrowRight'
          ? ranges.find(([start]) => start > (this.range?.[0] ?? 0))
          : ranges.findLast(([start]) => start < (this.range?.[0] ?? 0));
    if (next !== undefined) this.select(next);
    event.preventDefault();
  };

  #rangeOf({ start, end }: Token): ByteRange {
    const { offsets } = this.#decoded;
    const first = offsets[start] ?? 0;
    return [first, offsets[end] ?? first];
  }

  #onClick(range: ByteRange): void {
    // A click at the end of marking text to copy is no selection of a node.
    if (document.getSelection()?.isCollapsed !== false) this.select(range);
  }
}

customElements.define('wl-text', TextView);
