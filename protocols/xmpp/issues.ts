import type { Issue } from '../core/index.ts';
import { formatSection } from '../core/index.ts';
import { mostMarkup } from './framer/index.ts';
import type { Finding } from './parser/finding.ts';
import { ruleById } from './rules/index.ts';
import { checkWith } from './language/document.ts';
import type { ParsedUnit } from './inspect/index.ts';

/** Everything that the rules find in one unit, with places in bytes. */
export function unitIssues(unit: ParsedUnit): readonly Issue[] {
  const issues: Issue[] = unit.invalid
    .slice(0, 20)
    .map((at) =>
      toIssue(
        { code: 'xmpp/encoding', message: 'This byte is not UTF-8, which XMPP always is', start: 0, end: 0 },
        at,
        at + 1,
      ),
    );
  const { nodes, starts } = unit.document;
  const check = checkWith(unit.model);
  if (unit.parsed < unit.text.length) {
    const message = `This unit has more than ${mostMarkup} tags and attributes: only its beginning was read. Servers may refuse a stanza of more than 10,000 bytes, and end the stream`;
    return [...issues, toIssue({ code: 'xmpp/stanza-size', message, start: 0, end: 0 }, 0, unit.byteAt(unit.parsed))];
  }
  nodes.forEach((node, i) => {
    const start = starts[i] ?? 0;
    const broken =
      node.root === undefined ? [] : check(node.root, unit.document.text.slice(start, start + node.length));
    for (const finding of [...node.findings, ...broken])
      issues.push(toIssue(finding, unit.byteAt(finding.start + start), unit.byteAt(finding.end + start)));
    // What a file may hold between its stanzas must never be sent.
    const range = [unit.byteAt(start), unit.byteAt(start + node.length)] as const;
    if (node.kind === 'comment')
      issues.push(toIssue({ code: 'xmpp/comment', message: 'XMPP allows no comments', start: 0, end: 0 }, ...range));
    if (node.kind === 'directive')
      issues.push(
        toIssue(
          { code: 'xmpp/processing-instruction', message: 'XMPP allows no processing instructions', start: 0, end: 0 },
          ...range,
        ),
      );
  });
  return issues;
}

/** A finding with its rule's severity and section; `from` and `to` are bytes. */
export function toIssue(finding: Finding, from: number, to: number): Issue {
  const rule = ruleById(finding.code);
  const href = finding.href ?? rule?.section.href;
  return {
    code: finding.code,
    severity: rule?.severity ?? 'error',
    message: finding.message,
    offset: from,
    length: Math.max(to - from, 0),
    ...(rule === undefined || finding.href !== undefined ? {} : { section: formatSection(rule.section) }),
    ...(href === undefined ? {} : { href }),
  };
}
