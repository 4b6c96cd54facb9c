import { html, nothing, type TemplateResult } from 'lit';
import type { Note, Notes } from '../app/notes.ts';
import type { Severity } from '../../../protocols/core/index.ts';
import { icon } from './icon.ts';

export interface BannersContext {
  /** Names of connections whose certificate is not verified, and of which the user has not read that yet. */
  readonly unverified: readonly string[];
  readonly paused: boolean;
  readonly notes: Notes;
  resume(): void;
  closeTlsWarning(): void;
}

/** What an unverified connection means, and what to do about it. */
export function tlsWarning(names: readonly string[]): string {
  return `TLS is not verified on ${names.join(', ')}: anyone may be at the other end. Set tls.verify in wireloupe.json back to true, or name the CA there.`;
}

/** What the user must know about the rows below, above them. */
export function banners(context: BannersContext): TemplateResult {
  const { unverified, paused, notes } = context;
  return html`<div class="banners">
    ${
      unverified.length === 0
        ? nothing
        : html`<div class="banner warning" role="status">
            ${icon('unverified')}<span>${tlsWarning(unverified)}</span>
            <button
              class="tool small"
              title="Close; a mark in the toolbar stays"
              aria-label="Close the warning about TLS"
              @click=${() => context.closeTlsWarning()}
            >
              ${icon('close')}
            </button>
          </div>`
    }
    ${paused ? html`<div class="banner" role="status">${icon('debug-pause')}<span>Recording is paused. Traffic is not recorded.</span><button class="link" @click=${() => context.resume()}>Resume</button></div>` : nothing}
    ${notes.all.map((note) => noteBanner(note, notes))}
  </div>`;
}

const icons: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'lightbulb',
};

function noteBanner(note: Note, notes: Notes): TemplateResult {
  const run = (): void => {
    notes.close(note);
    note.action?.run();
  };
  return html`<div class="banner ${note.severity}" role=${note.severity === 'error' ? 'alert' : 'status'}>
    ${icon(icons[note.severity])}<span>${note.text}</span>
    ${note.action === undefined ? nothing : html`<button class="link" @click=${run}>${note.action.title}</button>`}
    <button class="tool small" title="Close" aria-label="Close this note" @click=${() => notes.close(note)}>
      ${icon('close')}
    </button>
  </div>`;
}
