import { html, nothing, type TemplateResult } from 'lit';
import type { Severity } from '../../../protocols/core/index.ts';

/** A codicon. It decorates: the text beside it, or its button's label, says what it means. */
export function icon(name: string): TemplateResult {
  return html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;
}

const severityIcons: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'lightbulb',
};

/** Icon and word of a severity: never the colour alone. */
export function severityMark(severity: Severity): TemplateResult {
  return html`<span class="severity severity-${severity}"
    >${icon(severityIcons[severity])}<span class="word">${severity}</span></span
  >`;
}

/** Icon and word of a failure that the peer reports, by its condition; nothing where there is none. */
export function failureMark(condition: string | undefined): TemplateResult | typeof nothing {
  if (condition === undefined) return nothing;
  return html`<span class="failure" title="Reports a failure: ${condition}"
    >${icon('circle-slash')}<span class="word">failed: ${condition}</span></span
  >`;
}
