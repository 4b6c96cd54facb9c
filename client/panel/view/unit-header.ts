import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, plural, severities } from '../../../protocols/core/index.ts';
import { formatDuration, formatSize, formatTime, formatTimestamp } from '../model/format.ts';
import { evictedText, type LoadedUnit } from '../model/unit.ts';
import { icon, severityMark } from './icon.ts';

/** What the heading of the details asks of their owner. */
export interface HeaderActions {
  showSecrets(secrets: boolean): Promise<void>;
  jump(seq: number): Promise<void>;
  close(): void;
}

export interface HeaderContext {
  readonly unit: LoadedUnit;
  readonly evicted: boolean;
  readonly actions: HeaderActions;
  /** The tabs, where they stand in the same line; the list beside says the rest of what a heading says. */
  readonly tabs: TemplateResult | undefined;
  /** Where the findings are not in sight: shows them. */
  readonly showFindings: (() => void) | undefined;
}

const maskedText = 'Secrets in this unit are masked with asterisks, in all views.';
const plainText = 'This unit is shown with its secrets.';

/** What unit it is, what it answers, and, where there is room for one line only, the tabs and what banners would say. */
export function unitHeader(context: HeaderContext): TemplateResult {
  const { unit, tabs, actions } = context;
  const { row } = unit;
  const sent = row.side === 'client';
  const low = tabs !== undefined;
  const way = `${sent ? 'sent' : 'received'} on ${unit.connectionName}${row.socket === undefined ? '' : ` #${row.socket}`}`;
  return html`<header class="unit-header${low ? ' low' : ''}">
    <strong>${row.name}</strong>
    ${
      low
        ? html`<span title="${way}, ${formatTimestamp(row.time)}, ${formatSize(row.size)}"
            >${icon(sent ? 'arrow-up' : 'arrow-down')}<span class="hidden">${way}</span>
            <span class="quiet">#${formatCount(row.seq)}</span></span
          >`
        : html`<span>${icon(sent ? 'arrow-up' : 'arrow-down')} ${way}</span>
            <span class="quiet" title=${formatTimestamp(row.time)}
              >#${formatCount(row.seq)} · ${formatSize(row.size)} · ${formatTime(row.time)}</span
            >`
    }
    ${pairLink(unit, low, actions)}${low ? lowMarks(context) : nothing}${tabs ?? nothing}
    <button
      class="tool close"
      title="Close the details (Escape)"
      aria-label="Close the details"
      @click=${() => actions.close()}
    >
      ${icon('close')}
    </button>
  </header>`;
}

function pairLink({ row }: LoadedUnit, low: boolean, actions: HeaderActions): TemplateResult | typeof nothing {
  const { peer, latency, seq } = row;
  if (peer === undefined) return nothing;
  const after = latency === undefined ? '' : ` after ${formatDuration(latency)}`;
  const text = `${peer > seq ? 'answered by' : 'answers'} #${formatCount(peer)}${after}`;
  return html`<button
    class="link"
    title=${low ? `${text}. Go to it (P in the list)` : 'Go to it (P in the list)'}
    aria-label=${text}
    @click=${() => void actions.jump(peer)}
  >
    ${icon('arrow-swap')} ${low ? `#${formatCount(peer)}` : text}
  </button>`;
}

/** What has no room for a line of its own. */
function lowMarks({ unit, evicted, actions, showFindings }: HeaderContext): TemplateResult {
  const worst = severities.find((severity) => unit.issues.some((issue) => issue.severity === severity));
  const found = [
    ...(unit.issues.length === 0 ? [] : [plural(unit.issues.length, 'finding')]),
    ...(unit.notes.length === 0 ? [] : [plural(unit.notes.length, 'note')]),
  ].join(', ');
  return html`${evicted ? html`<span class="quiet" role="status" title=${evictedText(unit.row.seq)}>${icon('info')} evicted</span>` : nothing}
  ${
    !unit.masked && !unit.secrets
      ? nothing
      : html`<button
          class="tool small secrets"
          title="${unit.masked ? maskedText : plainText}${evicted ? '' : ` ${unit.masked ? 'Show secrets' : 'Mask secrets'}`}"
          aria-label=${unit.masked ? 'Secrets are masked: show secrets' : 'Secrets are shown: mask secrets'}
          ?disabled=${evicted}
          @click=${() => void actions.showSecrets(unit.masked)}
        >
          ${icon(unit.masked ? 'lock' : 'unlock')}
        </button>`
  }
  ${
    showFindings === undefined || found === ''
      ? nothing
      : html`<button
          class="tool small findings"
          title="Show: ${found}"
          aria-label="Show: ${found}"
          @click=${showFindings}
        >
          ${worst === undefined ? icon('comment') : severityMark(worst)}<span
            >${unit.issues.length + unit.notes.length}</span
          >
        </button>`
  }`;
}

/** Lines for what the reader of a unit must know before all else, where there is room for them. */
export function unitBanners(unit: LoadedUnit, evicted: boolean, actions: HeaderActions): TemplateResult {
  return html`${evicted ? html`<div class="banner" role="status">${icon('info')}<span>${evictedText(unit.row.seq)}</span></div>` : nothing}
  ${
    !unit.masked && !unit.secrets
      ? nothing
      : html`<div class="banner secrets" role="status">
          ${icon(unit.masked ? 'lock' : 'unlock')}<span>${unit.masked ? maskedText : plainText}</span>
          ${evicted ? nothing : html`<button class="link" @click=${() => void actions.showSecrets(unit.masked)}>${unit.masked ? 'Show secrets' : 'Mask secrets'}</button>`}
        </div>`
  }`;
}
