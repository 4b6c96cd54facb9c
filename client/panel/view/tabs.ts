import { html, type TemplateResult, type nothing } from 'lit';
import type { View } from '../model/state.ts';

export interface TabsContext {
  readonly view: View;
  readonly views: readonly View[];
  readonly titles: Readonly<Record<View, string>>;
  readonly tools: TemplateResult | typeof nothing;
  select(view: View): void;
}

/** The views of a unit as tabs; arrow keys go from one to the next. */
export function detailTabs(context: TabsContext): TemplateResult {
  const { view, views } = context;
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || !(event.currentTarget instanceof HTMLElement)) return;
    const next = views[(views.indexOf(view) + step + views.length) % views.length];
    if (next === undefined) return;
    context.select(next);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
    event.preventDefault();
  };
  return html`<div class="tabs">
    <div role="tablist" aria-label="Views of the unit" @keydown=${onKey}>
      ${views.map(
        (one) =>
          html`<button
            role="tab"
            id="tab-${one}"
            aria-selected=${one === view ? 'true' : 'false'}
            aria-controls="details-panel"
            tabindex=${one === view ? 0 : -1}
            @click=${() => context.select(one)}
          >
            ${context.titles[one]}
          </button>`,
      )}
    </div>
    <div class="tab-tools">${context.tools}</div>
  </div>`;
}
