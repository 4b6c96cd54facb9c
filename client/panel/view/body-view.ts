import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { messageOf, type UnitBody } from '../../../protocols/core/index.ts';
import { contentLabel } from '../model/body/content.ts';
import type { BodyLine, BodyToken } from '../model/body/lines.ts';
import { contentKinds, contentTitles } from '../model/body/media.ts';
import { cutText, showBody, type Choice, type ShownBody } from '../model/body/show.ts';
import { formatSize } from '../model/format.ts';
import type { ByteRange } from '../model/unit.ts';
import './bytes-view.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';
import './picture.ts';

/** Bytes that are made into lines at first; each "Show more" makes four times as many. */
const portion = 65_536;

/** What a unit carries for applications, by its type: JSON, XML, text, CBOR, a picture, or hex. Nothing of it becomes markup. */
export class BodyView extends LightElement {
  static override properties = {
    bodies: { attribute: false },
    range: { attribute: false },
    select: { attribute: false },
    copy: { attribute: false },
    index: { state: true },
    choice: { state: true },
    most: { state: true },
    shown: { state: true },
    problem: { state: true },
  };

  declare bodies: readonly UnitBody[];
  /** The selected bytes of the unit. */
  declare range: ByteRange | null;
  declare select: (range: ByteRange) => void;
  declare copy: (text: string, what: string) => void;
  declare index: number;
  declare choice: Choice;
  declare most: number;
  declare shown: ShownBody | null;
  declare problem: string | null;

  #asked = 0;

  constructor() {
    super();
    this.#reset();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('bodies')) this.#reset();
    if (['bodies', 'index', 'choice', 'most'].some((name) => changed.has(name as keyof BodyView))) void this.#load();
  }

  protected override render(): TemplateResult {
    const body = this.bodies[this.index];
    const { shown } = this;
    if (this.problem !== null)
      return html`<p class="remark" role="status">${icon('warning')} The body cannot be shown: ${this.problem}</p>`;
    if (body === undefined || shown === null) return html`<p class="remark loading" role="status">Loading …</p>`;
    return html`${this.#bar(body, shown)}
    ${shown.notes.map((note) => html`<p class="remark body-note" role="status">${icon('info')} ${note}</p>`)}
    ${this.#content(body, shown)}`;
  }

  #bar(body: UnitBody, shown: ShownBody): TemplateResult {
    const automatic = `Automatic: ${contentTitles[shown.content.kind]}`;
    return html`<div class="body-bar">
      ${
        this.bodies.length < 2
          ? nothing
          : html`<select aria-label="Which body" @change=${this.#chooseBody}>
              ${this.bodies.map(({ name }, i) => html`<option value=${i} ?selected=${i === this.index}>${name}, ${i + 1} of ${this.bodies.length}</option>`)}
            </select>`
      }
      <select aria-label="Show the body as" @change=${this.#chooseKind}>
        <option value="auto" ?selected=${this.choice === 'auto'}>${automatic}</option>
        ${contentKinds.map((kind) => html`<option value=${kind} ?selected=${this.choice === kind}>${contentTitles[kind]}</option>`)}
      </select>
      <span class="quiet place" title=${contentLabel(shown.content, body.type)}
        >${contentLabel(shown.content, body.type)} · ${formatSize(shown.bytes.length)}</span
      >
      ${
        shown.lines === undefined
          ? nothing
          : html`<button
              class="tool small"
              title="Copy the body as it was sent"
              @click=${() => this.copy(new TextDecoder().decode(shown.bytes), 'the body')}
            >
              ${icon('copy')}<span>Copy</span>
            </button>`
      }
    </div>`;
  }

  #content(body: UnitBody, shown: ShownBody): TemplateResult {
    const { kind, lines, bytes, content } = shown;
    if (kind === 'picture' && content.picture !== undefined)
      return html`<wl-picture .bytes=${bytes} .header=${content.picture}></wl-picture>`;
    if (lines === undefined)
      return html`<wl-bytes
        .bytes=${bytes}
        .range=${this.#rangeInBody(body, shown)}
        .hovered=${null}
        .select=${(range: ByteRange) => this.#selectInBody(body, shown, range)}
        .hover=${ignore}
      ></wl-bytes>`;
    const cut = lines.problem ?? cutText(lines.shown, bytes.length);
    return html`<div class="code" tabindex="0" role="region" aria-label="Body, ${contentTitles[kind]}">
        ${lines.lines.map((line) => this.#line(body, shown, line))}
      </div>
      ${
        cut === undefined
          ? nothing
          : html`<p class="remark" role="status">
              ${cut}
              ${lines.problem === undefined ? html`<button class="link" @click=${() => (this.most *= 4)}>Show more</button>` : nothing}
            </p>`
      }`;
  }

  #line(body: UnitBody, shown: ShownBody, line: BodyLine): TemplateResult {
    // On one line: white space between the tags would be shown.
    const [level, tokens] = [`--level: ${line.depth}`, line.tokens.map((token) => this.#token(body, shown, token))];
    return html`<div class="code-line" .style=${level}>${tokens}</div>`;
  }

  #token(body: UnitBody, shown: ShownBody, { kind, text, start, end }: BodyToken): TemplateResult {
    if (!shown.same || start === undefined || end === undefined) return html`<span class="t-${kind}">${text}</span>`;
    const [first, last] = [body.range[0] + start, body.range[0] + end];
    // The body as a whole is no part of it that would have to be found.
    const isPart = this.range !== null && (this.range[0] > body.range[0] || this.range[1] < body.range[1]);
    const marked = isPart && this.range !== null && first < this.range[1] && last > this.range[0];
    return html`<span class="t-${kind}${marked ? ' marked' : ''}" @click=${() => this.#onClick([first, last])}
      >${text}</span
    >`;
  }

  #onClick(range: ByteRange): void {
    // A click at the end of marking text to copy is no selection.
    if (document.getSelection()?.isCollapsed !== false) this.select(range);
  }

  #rangeInBody(body: UnitBody, { same }: ShownBody): ByteRange | null {
    const [start, end] = body.range;
    if (!same || this.range === null || this.range[1] <= start || this.range[0] >= end) return null;
    return [Math.max(this.range[0], start) - start, Math.min(this.range[1], end) - start];
  }

  #selectInBody(body: UnitBody, { same }: ShownBody, [start, end]: ByteRange): void {
    this.select(same ? [body.range[0] + start, body.range[0] + end] : body.range);
  }

  readonly #chooseBody = (event: Event): void => {
    this.index = Number((event.currentTarget as HTMLSelectElement).value);
    this.choice = 'auto';
    this.most = portion;
  };

  readonly #chooseKind = (event: Event): void => {
    this.choice = (event.currentTarget as HTMLSelectElement).value as Choice;
    this.most = portion;
  };

  #reset(): void {
    this.index = 0;
    this.choice = 'auto';
    this.most = portion;
    this.shown = null;
    this.problem = null;
  }

  async #load(): Promise<void> {
    const asked = ++this.#asked;
    const body = this.bodies[this.index];
    if (body === undefined) return;
    try {
      const shown = await showBody(body, this.choice, this.most);
      if (asked === this.#asked) this.shown = shown;
    } catch (error) {
      if (asked === this.#asked) this.problem = messageOf(error);
    }
  }
}

const ignore = (): void => undefined;

customElements.define('wl-body', BodyView);
