import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, plural } from '../../../protocols/core/index.ts';
import type { FileState } from '../messages.ts';
import { icon } from './icon.ts';

/** What people should know about the file above its rows: how far it is read, what has happened to it, and notes about its content. */
export function fileBanners({ state, read, size, notes }: FileState): TemplateResult {
  const about = notes.filter(({ kind }) => kind === 'about');
  const isReading = state === 'opening' || state === 'reading';
  return html`<div class="banners file">
    ${
      isReading
        ? html`<div class="banner" role="status">
            ${icon('loading')}<span>Reading the file: ${percent(read, size)}.</span>
            <progress aria-label="Read of the file" max=${Math.max(size, 1)} value=${read}></progress>
          </div>`
        : nothing
    }
    ${notes
      .filter(({ kind }) => kind !== 'about')
      .map(
        ({ kind, text }) =>
          html`<div
            class="banner ${state === 'unreadable' ? 'error' : 'warning'}"
            role=${kind === 'file' ? 'alert' : 'status'}
          >
            ${icon(state === 'unreadable' ? 'error' : 'warning')}<span>${text}</span>
          </div>`,
      )}
    ${
      about.length === 0
        ? nothing
        : html`<details class="banner information">
            <summary>${plural(about.length, 'note')} about the file</summary>
            <ul>
              ${about.map(({ text }) => html`<li>${text}</li>`)}
            </ul>
          </details>`
    }
  </div>`;
}

/** A file without rows. */
export function emptyFile(file: FileState | undefined): TemplateResult {
  const isReading = file === undefined || file.state === 'opening' || file.state === 'reading';
  if (isReading) return html`<p class="nothing quiet loading" role="status">Loading …</p>`;
  return html`<div class="empty">
    <h2>No units of XMPP or AMQP</h2>
    <p>
      The notes above say what is in the file. <b>wireloupe decode --all</b> shows other protocols, and
      <b>--keylog</b> what is inside TLS.
    </p>
  </div>`;
}

function percent(read: number, size: number): string {
  return size === 0 ? `${formatCount(read)} bytes` : `${Math.floor((100 * Math.min(read, size)) / size)} %`;
}
