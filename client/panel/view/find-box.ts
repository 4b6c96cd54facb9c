import { html, type TemplateResult } from 'lit';
import type { Find, FindPlace } from '../app/find.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';

const places: Readonly<Record<FindPlace, string>> = { rows: 'Rows', fields: 'Fields', bytes: 'Bytes' };

/** The field of the search, as VS Code's editors have it: Enter goes on, Shift+Enter back, Escape closes it. */
export class FindBox extends LightElement {
  static override properties = {
    find: { attribute: false },
    close: { attribute: false },
    version: { attribute: false },
  };

  declare find: Find;
  /** Closes the field, and gives the focus back. */
  declare close: () => void;
  declare version: number;

  /** Puts the keyboard's focus into the field, its text selected. */
  override focus(): void {
    this.querySelector<HTMLInputElement>('input')?.select();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render(): TemplateResult {
    const { find } = this;
    return html`<div class="find" role="search" @keydown=${this.#onKey}>
      <select aria-label="Where to find" @change=${this.#onPlace}>
        ${Object.entries(places).map(([place, title]) => html`<option value=${place} ?selected=${place === find.place}>${title}</option>`)}
      </select>
      <input
        type="text"
        aria-label="Find in ${places[find.place].toLowerCase()}"
        placeholder=${find.place === 'bytes' ? 'Text, or hex: 00 53 77' : 'Find'}
        spellcheck="false"
        autocomplete="off"
        .value=${find.text}
        @input=${this.#onInput}
      />
      <span class="outcome" title=${find.outcome}>${find.outcome}</span>
      <button class="tool small" title="Previous (Shift+F3)" aria-label="Previous" @click=${() => void find.next(true)}>
        ${icon('arrow-up')}
      </button>
      <button class="tool small" title="Next (F3)" aria-label="Next" @click=${() => void find.next(false)}>
        ${icon('arrow-down')}
      </button>
      <button class="tool small" title="Close (Escape)" aria-label="Close the search" @click=${() => this.close()}>
        ${icon('close')}
      </button>
    </div>`;
  }

  readonly #onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.find.setText(event.target.value);
  };

  readonly #onPlace = (event: Event): void => {
    const chosen = event.target instanceof HTMLSelectElement ? event.target.value : '';
    if (chosen === 'rows' || chosen === 'fields' || chosen === 'bytes') this.find.setPlace(chosen);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) void this.find.next(event.shiftKey);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

customElements.define('wl-find', FindBox);
