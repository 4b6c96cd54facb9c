import { html, type TemplateResult } from 'lit';
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
