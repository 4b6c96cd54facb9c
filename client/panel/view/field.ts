import { html, nothing, type TemplateResult } from 'lit';
import { pathText, type InspectNode } from '../../../protocols/core/inspect/index.ts';
import {
  toBase64,
  spacedHex,
  formatCount,
  formatSection,
  type Issue,
  type Note,
} from '../../../protocols/core/index.ts';
import { formatRange, formatSize } from '../model/format.ts';
import type { LoadedUnit } from '../model/unit.ts';
import { icon, severityMark } from './icon.ts';

/** Characters of a value that are shown: more would keep the browser busy, and nobody reads them here. */
const longValue = 10_000;

export interface FieldActions {
  copy(text: string, what: string): void;
}

/** The field as a line that opens, where there is no room for all of it. */
export interface FieldLine {
  readonly open: boolean;
  readonly toggle: () => void;
}

/** All of one node: what its line in the tree may have no room for is here in full. `line`: as one line, until it is opened. */
export function fieldDetails(
  unit: LoadedUnit,
  node: InspectNode,
  actions: FieldActions,
  line?: FieldLine,
): TemplateResult {
  const { range, value } = node;
  const bytes = range === undefined ? undefined : unit.bytes.subarray(range[0], range[1]);
  if (line?.open === false) return fieldLine(unit, node, line);
  return html`<section class="field" aria-label="Selected field">
    <header>
      ${line === undefined ? nothing : lineToggle(line)}
      <strong>${pathText(unit.root, node.id)}</strong>
      ${value === undefined ? nothing : copyButton('Copy Value', 'value', () => value, actions)}
      ${bytes === undefined ? nothing : copyButton('Copy Hex', 'bytes as hex', () => spacedHex(bytes), actions)}
      ${bytes === undefined ? nothing : copyButton('Copy Base64', 'bytes as base64', () => toBase64(bytes), actions)}
      ${copyButton('Copy Path', 'path', () => pathText(unit.root, node.id), actions)}
    </header>
    ${value === undefined ? nothing : fullValue(value)}
    <dl>
      ${entry('Type', node.type)}${entry('Encoding', node.encoding)}
      ${range === undefined ? nothing : entry('Place', `${formatRange(range)}, ${formatSize(range[1] - range[0])}`)}
      ${entry('Presence', presence[node.presence ?? 'present'])}
      ${node.description === undefined ? nothing : entry('Meaning', node.description)}
      ${node.section === undefined ? nothing : entry('Section', html`<a href=${node.section.href}>${formatSection(node.section)}</a>`)}
    </dl>
  </section>`;
}

function fieldLine(unit: LoadedUnit, node: InspectNode, line: FieldLine): TemplateResult {
  const { range, type, encoding } = node;
  const parts = [type, encoding, range === undefined ? undefined : formatRange(range)];
  const worst = unit.placed.gravest(node.id, false);
  const text = parts.filter((part) => part !== undefined).join(' · ');
  const path = pathText(unit.root, node.id);
  return html`<section class="field" aria-label="Selected field">
    ${lineToggle(line)}<strong>${path}</strong>${worst === undefined ? nothing : severityMark(worst)}
    <span class="quiet" title="${path}: ${text}">${text}</span>
  </section>`;
}

function lineToggle({ open, toggle }: FieldLine): TemplateResult {
  const title = open ? 'Close the field' : 'Show all of the field';
  return html`<button
    class="tool small"
    title=${title}
    aria-label=${title}
    aria-expanded=${open ? 'true' : 'false'}
    @click=${toggle}
  >
    ${icon(open ? 'chevron-down' : 'chevron-up')}
  </button>`;
}

function fullValue(value: string): TemplateResult {
  const rest = value.length - longValue;
  return html`<div class="full-value" tabindex="0" role="region" aria-label="Value">${value.slice(0, longValue)}</div>
    ${rest <= 0 ? nothing : html`<p class="remark">The first ${formatCount(longValue)} of ${formatCount(value.length)} characters are shown. Copy takes all of them.</p>`}`;
}

/** Findings, each with its rule and the section that it breaks. @param select is called with the finding's bytes; `current` are those of the selected node. */
export function issueList(
  issues: readonly Issue[],
  select: (range: readonly [number, number]) => void,
  current: readonly Issue[],
): TemplateResult {
  return html`<ul class="issues">
    ${issues.map(
      (issue) =>
        html`<li aria-current=${current.includes(issue) ? 'true' : nothing}>
          ${severityMark(issue.severity)}
          <span class="message">${issue.message}</span>
          <code>${issue.code}</code>
          ${issue.section === undefined ? nothing : issue.href === undefined ? html`<span>${issue.section}</span>` : html`<a href=${issue.href}>${issue.section}</a>`}
          ${
            issue.length === 0
              ? nothing
              : html`<button class="link" @click=${() => select([issue.offset, issue.offset + issue.length])}>
                  ${formatRange([issue.offset, issue.offset + issue.length])}
                </button>`
          }
        </li>`,
    )}
  </ul>`;
}

/** Notes, each with its code and a way to the other units that it is about. */
export function noteList(notes: readonly Note[], own: number, jump: (seq: number) => void): TemplateResult {
  return html`<ul class="issues">
    ${notes.map(
      ({ code, message, units }) =>
        html`<li>
          <span class="severity severity-note">${icon('comment')}<span class="word">note</span></span>
          <span class="message">${message}</span>
          <code>${code}</code>
          ${units
            .filter((unit) => unit > 0 && unit !== own)
            .map(
              (unit) =>
                html`<button class="link" title="Go to it" @click=${() => jump(unit)}>#${formatCount(unit)}</button>`,
            )}
        </li>`,
    )}
  </ul>`;
}

const presence: Readonly<Record<string, string | undefined>> = {
  present: undefined,
  null: 'null on the wire; the default applies where there is one',
  default: 'not on the wire; the value is the default',
  absent: 'not on the wire',
};

function entry(name: string, value: TemplateResult | string | undefined): TemplateResult | typeof nothing {
  return value === undefined
    ? nothing
    : html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`;
}

function copyButton(title: string, what: string, text: () => string, actions: FieldActions): TemplateResult {
  return html`<button class="tool small" title=${title} @click=${() => actions.copy(text(), what)}>
    ${icon('copy')}<span>${title.replace('Copy ', '')}</span>
  </button>`;
}
