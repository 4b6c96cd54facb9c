import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { decodeText, type DecodedText } from '../model/bytes.ts';
import { formatCount, plural } from '../model/format.ts';
import type { TextLine, Token } from '../model/tokens.ts';
import type { ByteRange } from '../model/unit.ts';
import { indentedLines, rawLines, xmlTokens } from '../model/xml-lines.ts';
import { LightElement } from './light-element.ts';

/** UTF-16 units that are shown at once; the rest comes when it is asked for. */
const portion = 200_000;

/** The unit's XML: as it was sent, or indented; the selected bytes are marked, a click selects the node at that place. */
export class XmlView extends LightElement {
  static override properties = {
    bytes: { attribute: false },
    range: { attribute: false },
    raw: { attribute: false },
    select: { attribute: false },
    shown: { state: true },
  };

  declare bytes: Uint8Array;
  declare range: ByteRange | null;
  /** Whether to show the text as it was sent, without our line breaks. */
  declare raw: boolean;
  declare select: (range: ByteRange) => void;
  /** UTF-16 units to show. */
  declare shown: number;

  #decoded: DecodedText = { text: '', offsets: new Uint32Array(1), invalid: 0 };
  #lines: readonly TextLine[] = [];

  constructor() {
    super();
    this.shown = portion;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('bytes')) {
      this.#decoded = decodeText(this.bytes);
      this.shown = portion;
    }
    if (changed.has('bytes') || changed.has('raw') || changed.has('shown')) {
      const text = this.#decoded.text.slice(0, this.shown);
      this.#lines = this.raw ? rawLines(text, xmlTokens(text)) : indentedLines(text);
    }
  }

  protected override render(): TemplateResult {
    const { text, invalid } = this.#decoded;
    const hidden = text.length - this.shown;
    return html`${invalid === 0 ? nothing : html`<p class="remark">${plural(invalid, 'byte')} ${invalid === 1 ? 'is' : 'are'} not UTF-8, shown as �. The bytes view has them as they are.</p>`}
      <div class="code" tabindex="0" role="region" aria-label=${this.raw ? 'XML as sent' : 'XML, indented'}>${this.#lines.map((line) => this.#line(line))}</div>
      ${hidden <= 0
        ? nothing
        : html`<p class="remark">The first ${formatCount(this.shown)} of ${formatCount(text.length)} characters are shown. <button class="link" @click=${() => (this.shown = text.length)}>Show all</button></p>`}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('range') || changed.has('bytes') || changed.has('raw')) this.querySelector('.marked')?.scrollIntoView({ block: 'nearest' });
  }

  #line(line: TextLine): TemplateResult {
    return html`<div class="code-line" .style=${`--level: ${line.depth}`}>${line.tokens.map((token) => this.#token(token))}</div>`;
  }

  #token(token: Token): TemplateResult {
    const { text, offsets } = this.#decoded;
    const start = offsets[token.start] ?? 0;
    const end = offsets[token.end] ?? start;
    const marked = this.range !== null && start < this.range[1] && end > this.range[0];
    return html`<span class="t-${token.kind}${marked ? ' marked' : ''}" @click=${() => this.#onClick([start, end])}>${text.slice(token.start, token.end)}</span>`;
  }

  #onClick(range: ByteRange): void {
    // A click at the end of marking text to copy is no selection of a node.
    if (document.getSelection()?.isCollapsed !== false) this.select(range);
  }
}

customElements.define('wl-xml', XmlView);
