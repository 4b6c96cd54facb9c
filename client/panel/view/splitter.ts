import { html, type TemplateResult } from 'lit';
import { LightElement } from './light-element.ts';

const keyStep = 0.02;
export const minShare = 0.15;
export const maxShare = 0.85;

/** The bar between two panes; it divides its parent's box. Mouse, touch and arrow keys move it. */
export class Splitter extends LightElement {
  static override properties = {
    share: { attribute: false },
    sideways: { attribute: false },
    label: { attribute: false },
    change: { attribute: false },
  };

  /** Share of the first pane, 0 to 1. */
  declare share: number;
  /** Whether the panes stand side by side. */
  declare sideways: boolean;
  declare label: string;
  /** Undefined goes back to the default. */
  declare change: (share: number | undefined) => void;

  protected override render(): TemplateResult {
    return html`<div
      class="splitter ${this.sideways ? 'sideways' : 'stacked'}"
      role="separator"
      tabindex="0"
      aria-orientation=${this.sideways ? 'vertical' : 'horizontal'}
      aria-label=${this.label}
      aria-valuenow=${Math.round(this.share * 100)}
      aria-valuemin=${minShare * 100}
      aria-valuemax=${maxShare * 100}
      title="Drag, or use the arrow keys; double-click for the default"
      @pointerdown=${this.#onPointer}
      @keydown=${this.#onKey}
      @dblclick=${() => this.change(undefined)}
    ></div>`;
  }

  readonly #onPointer = (event: PointerEvent): void => {
    const grip = event.currentTarget;
    const box = this.parentElement?.getBoundingClientRect();
    if (event.button !== 0 || !(grip instanceof HTMLElement) || box === undefined) return;
    grip.setPointerCapture(event.pointerId);
    const onMove = (moved: PointerEvent): void => {
      this.#set(this.sideways ? (moved.clientX - box.left) / box.width : (moved.clientY - box.top) / box.height);
    };
    grip.addEventListener('pointermove', onMove);
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', onMove), { once: true });
    event.preventDefault();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const [less, more] = this.sideways ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    if (event.key === less) this.#set(this.share - keyStep);
    else if (event.key === more) this.#set(this.share + keyStep);
    else if (event.key === 'Home') this.#set(minShare);
    else if (event.key === 'End') this.#set(maxShare);
    else return;
    event.preventDefault();
  };

  #set(share: number): void {
    this.change(Math.min(Math.max(share, minShare), maxShare));
  }
}

customElements.define('wl-splitter', Splitter);
