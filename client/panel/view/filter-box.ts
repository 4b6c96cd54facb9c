import { html, nothing, type TemplateResult } from 'lit';
import { filterSyntax, type SeenValues } from '../../../protocols/filter/index.ts';
import type { FilterFault } from '../model/filters.ts';
import { suggest, type Suggestion } from '../model/suggestions.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';

/** Milliseconds without typing after which the filter is applied. */
const typingPause = 150;
/** Lines that Page Up and Page Down pass over. */
const page = 8;

/** What the box asks of its owner. */
export interface FilterActions {
  setFilter(filter: string): void;
  /** The filter is meant: it is worth remembering. */
  rememberFilter(filter: string): void;
  toggleSaved(filter: string): void;
  seenValues(): SeenValues;
  focusList(): void;
}

/** The filter: a combobox (WAI-ARIA 1.2) that offers keys, values, and filters that were used or saved. */
export class FilterBox extends LightElement {
  static override properties = {
    actions: { attribute: false },
    filter: { attribute: false },
    fault: { attribute: false },
    used: { attribute: false },
    saved: { attribute: false },
    suggestions: { state: true },
    active: { state: true },
  };

  declare actions: FilterActions;
  declare filter: string;
  declare fault: FilterFault | undefined;
  declare used: readonly string[];
  declare saved: readonly string[];
  /** Empty where the list is closed. */
  declare suggestions: readonly Suggestion[];
  /** The line that the keys have come to; −1 for none. */
  declare active: number;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.used = [];
    this.saved = [];
    this.suggestions = [];
    this.active = -1;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Puts the keyboard's focus into the filter. */
  override focus(): void {
    this.#input?.focus();
    this.#input?.select();
  }

  protected override render(): TemplateResult {
    const { filter, fault } = this;
    const open = this.suggestions.length > 0;
    const isSaved = this.saved.includes(filter.trim());
    return html`<div class="filter${fault === undefined ? '' : ` odd ${fault.severity}`}">
        ${icon('filter')}
        <input
          id="filter"
          type="text"
          role="combobox"
          aria-label="Filter"
          aria-autocomplete="list"
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls=${open ? 'filter-suggestions' : nothing}
          aria-activedescendant=${this.active < 0 ? nothing : `filter-suggestion-${this.active}`}
          aria-invalid=${fault?.severity === 'error' ? 'true' : nothing}
          placeholder="Filter, for example name:iq -ping state:error"
          spellcheck="false"
          autocomplete="off"
          aria-describedby=${fault === undefined ? nothing : 'filter-hint'}
          .value=${filter}
          @input=${this.#onInput}
          @keydown=${this.#onKey}
          @blur=${this.#close}
        />
        ${filter === '' ? nothing : this.#buttons(isSaved)}
        <button
          class="tool small"
          title="Saved and used filters, and what can be written here (Ctrl+Space)"
          aria-label="Suggestions"
          aria-expanded=${open ? 'true' : 'false'}
          @mousedown=${keepFocus}
          @click=${this.#toggle}
        >
          ${icon('chevron-down')}
        </button>
        <button
          class="tool small"
          title="What can be written here"
          aria-label="Filter syntax"
          popovertarget="filter-help"
        >
          ${icon('question')}
        </button>
        ${open ? this.#list() : nothing}
      </div>
      ${this.#hint()} ${filterHelp}`;
  }

  #buttons(isSaved: boolean): TemplateResult {
    const title = isSaved ? 'Remove this filter from the saved ones' : 'Save this filter';
    return html`<button
        class="tool small"
        title=${title}
        aria-label="Save this filter"
        aria-pressed=${isSaved ? 'true' : 'false'}
        @click=${() => this.actions.toggleSaved(this.filter)}
      >
        ${icon(isSaved ? 'star-full' : 'star-empty')}
      </button>
      <button
        class="tool small"
        title="Clear the filter (Escape)"
        aria-label="Clear the filter"
        @click=${() => this.#apply('')}
      >
        ${icon('close')}
      </button>`;
  }

  #list(): TemplateResult {
    return html`<ul
      class="suggestions"
      id="filter-suggestions"
      role="listbox"
      aria-label="Suggestions"
      @mousedown=${keepFocus}
    >
      ${this.suggestions.map(
        ({ label, description }, index) =>
          html`<li
            id="filter-suggestion-${index}"
            role="option"
            class=${index === this.active ? 'active' : ''}
            aria-selected=${index === this.active ? 'true' : 'false'}
            @click=${() => this.#choose(index)}
          >
            <code>${label}</code><span class="about">${description}</span>
          </li>`,
      )}
    </ul>`;
  }

  /** What is wrong, and the text with a mark at the place. */
  #hint(): TemplateResult | typeof nothing {
    const { fault, filter } = this;
    if (fault === undefined) return nothing;
    const { message, start, end } = fault;
    const mark = end > start ? html`<mark>${filter.slice(start, end)}</mark>` : html`<mark class="gap">^</mark>`;
    return html`<span class="hint ${fault.severity}" role="status"
      ><span id="filter-hint">${message}</span>
      <span class="excerpt" aria-hidden="true"
        >${filter.slice(Math.max(0, start - 30), start)}${mark}${filter.slice(end, end + 30)}</span
      ></span
    >`;
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('#filter');
  }

  readonly #onInput = (): void => {
    const input = this.#input;
    if (input === null) return;
    const { value } = input;
    this.#offer(value.trim() !== '');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.actions.setFilter(value), typingPause);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const input = this.#input;
    if (input === null) return;
    const { length } = this.suggestions;
    const isOpen = length > 0;
    const { key } = event;
    if (key === ' ' && event.ctrlKey) this.#offer(true);
    else if (isOpen && key === 'ArrowDown' && (this.active >= 0 || !event.altKey))
      this.#move((this.active + 1) % length);
    else if (isOpen && key === 'ArrowUp') this.#move(this.active <= 0 ? length - 1 : this.active - 1);
    else if (isOpen && key === 'PageDown') this.#move(Math.min(this.active + page, length - 1));
    else if (isOpen && key === 'PageUp') this.#move(Math.max(this.active - page, 0));
    else if (this.active >= 0 && (key === 'Enter' || key === 'Tab')) this.#choose(this.active);
    else if (isOpen && key === 'Escape') this.#close();
    else if (key === 'Enter' || key === 'ArrowDown') {
      this.#close();
      this.#apply(input.value);
      this.actions.rememberFilter(input.value);
      this.actions.focusList();
    } else if (key === 'Escape') this.#apply('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #close = (): void => {
    this.suggestions = [];
    this.active = -1;
  };

  readonly #toggle = (): void => {
    const isOpen = this.suggestions.length > 0;
    this.#input?.focus();
    if (isOpen) this.#close();
    else this.#offer(true);
  };

  /** Opens the list with what fits at the caret, or closes it. */
  #offer(wanted: boolean): void {
    const input = this.#input;
    this.active = -1;
    if (!wanted || input === null) {
      this.suggestions = [];
      return;
    }
    const at = input.selectionStart ?? input.value.length;
    this.suggestions = suggest(input.value, at, this.actions.seenValues(), { saved: this.saved, used: this.used });
  }

  #move(index: number): void {
    this.active = index;
    void this.updateComplete.then(() =>
      this.querySelector('.suggestions .active')?.scrollIntoView({ block: 'nearest' }),
    );
  }

  #choose(index: number): void {
    const chosen = this.suggestions[index];
    const input = this.#input;
    if (chosen === undefined || input === null) return;
    input.value = chosen.text;
    input.setSelectionRange(chosen.caret, chosen.caret);
    this.#close();
    if (chosen.goesOn) this.#onInput();
    else this.#apply(chosen.text);
    input.focus();
  }

  #apply(filter: string): void {
    clearTimeout(this.#timer);
    this.actions.setFilter(filter);
    // Set by hand as well: a filter that did not change is not drawn again.
    const input = this.#input;
    if (input !== null && input.value !== filter) input.value = filter;
  }
}

/** A click beside the input must not take the focus from it. */
const keepFocus = (event: Event): void => event.preventDefault();

const filterHelp = html`<div class="help" id="filter-help" tabindex="0" popover>
  <h2>Filter</h2>
  <p>Terms are separated by spaces, and all must hold. Upper and lower case are alike.</p>
  <dl>
    ${filterSyntax.map(
      ({ example, meaning }) =>
        html`<div>
          <dt><code>${example}</code></dt>
          <dd>${meaning}</dd>
        </div>`,
    )}
  </dl>
</div>`;

customElements.define('wl-filter', FilterBox);
