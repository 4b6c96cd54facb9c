import type { Node } from 'jsonc-parser';
import { formatSection, type Completion, type Hover, type Rule } from '../core/index.ts';
import { locationAt } from './tree.ts';

/** The ids of rules as keys of `rules`: what the JSON schema cannot offer, since the rules grow with the protocols. */
export function ruleCompletions(text: string, offset: number, rules: readonly Rule[]): readonly Completion[] {
  const location = locationAt(text, offset);
  if (location?.isAtPropertyKey !== true || location.path.length !== 2 || location.path[0] !== 'rules') return [];
  const key = location.previousNode;
  const replace = key === undefined ? { start: offset, end: offset } : endOf(key, text);
  const written = key !== undefined && /^\s*:/.test(text.slice(replace.end, replace.end + 100));
  return rules.map((rule) => ({
    label: rule.id,
    kind: 'field',
    detail: rule.severity,
    documentation: describe(rule),
    insert: written
      ? JSON.stringify(rule.id)
      : `${JSON.stringify(rule.id)}: "\${1|off,hint,information,warning,error|}"`,
    snippet: !written,
    replace,
  }));
}

/** What a rule under the cursor demands. */
export function ruleHover(text: string, offset: number, rules: readonly Rule[]): Hover | undefined {
  const { path = [], isAtPropertyKey, previousNode: key } = locationAt(text, offset) ?? {};
  if (isAtPropertyKey !== true || key === undefined || path.length !== 2 || path[0] !== 'rules') return undefined;
  const rule = rules.find((each) => each.id === path[1]);
  return rule && { ...endOf(key, text), markdown: describe(rule) };
}

/** A key that is still being written may lack its closing quote, and then ends with its line. */
function endOf({ offset, length }: Node, text: string): { start: number; end: number } {
  return { start: offset, end: Math.min(offset + length, text.length) };
}

function describe({ summary, severity, section, traffic }: Rule): string {
  const cited = formatSection(section);
  const source = section.href.startsWith('https:') ? `[${cited}](${section.href})` : cited;
  return `${summary}\n\n${source}. By default: ${severity}${traffic === 'off' ? ', and off in traffic; an entry here turns it on there as well' : ''}.`;
}
