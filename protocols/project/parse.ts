import type { Node } from 'jsonc-parser';
import { didYouMean, type Diagnostic, type TextRange, looksSecret } from '../core/index.ts';
import { Checker, entries, rangeOf, type Checked } from './check.ts';
import { emptyProject, type Project } from './model.ts';
import { connectionCheck } from './profile.ts';
import { connectionShape, projectShape } from './shape.ts';
import { readTree } from './tree.ts';

export interface ParsedProject {
  /** What of the file is sound: a connection that lacks its protocol or service is left out. */
  readonly project: Project;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where each value stands, by JSON pointer: `/connections/romeo`. Holds unsound ones as well. */
  readonly ranges: ReadonlyMap<string, TextRange>;
}

export interface ParseOptions {
  /** Ids of rules, all of those of a protocol: of other protocols any well-formed id is taken. */
  readonly knownRules?: Iterable<string>;
}

const checks = new Map([[connectionShape, connectionCheck]]);

/**
 * Reads `wireloupe.json`: JSON, in which comments and trailing commas are forgiven. Never throws; what is wrong is left out
 * of the project and reported at its place.
 */
export function parseProject(text: string, options: ParseOptions = {}): ParsedProject {
  const tree = readTree(text);
  if (tree.root === undefined) return { project: emptyProject, diagnostics: tree.diagnostics, ranges: new Map() };
  const checker = new Checker(checks);
  const project = toProject(checker.check(tree.root, projectShape, ''));
  const extra = [...secretVariables(tree.root), ...unknownRules(tree.root, options.knownRules)];
  // jsonc-parser lets an unclosed list run past the end of the text.
  const diagnostics = [...tree.diagnostics, ...checker.diagnostics, ...extra]
    .map((each) => ({ ...each, start: Math.min(each.start, text.length), end: Math.min(each.end, text.length) }))
    .sort((a, b) => a.start - b.start);
  return { project, diagnostics, ranges: checker.ranges };
}

/** The table of shapes is the run-time twin of the model, so that what agrees with it is a project with keys left out. */
function toProject(checked: Checked | undefined): Project {
  const { connections, environments, xmpp, amqp, rules } = (checked ?? {}) as {
    readonly [Key in keyof Project]?: Key extends 'xmpp' | 'amqp' ? Partial<Project[Key]> : Project[Key];
  };
  return {
    connections: connections ?? {},
    environments: environments ?? {},
    xmpp: { ...emptyProject.xmpp, ...xmpp },
    amqp: { ...emptyProject.amqp, ...amqp },
    rules: rules ?? {},
  };
}

/** Values of an environment are shared through git as well. */
function secretVariables(root: Node): Diagnostic[] {
  return children(root, 'environments').flatMap(({ valueNode: environment }) =>
    (environment?.type === 'object' ? entries(environment) : []).flatMap(({ key, keyNode, valueNode }) => {
      if (!looksSecret(key) || typeof valueNode?.value !== 'string' || valueNode.value === '') return [];
      const message = `“${key}” looks like a secret, and this file is shared: set an environment variable and write {{$env NAME}} in the template instead`;
      return [{ code: 'project/secret-in-environment', severity: 'warning' as const, message, ...rangeOf(keyNode) }];
    }),
  );
}

function unknownRules(root: Node, known: Iterable<string> | undefined): Diagnostic[] {
  if (known === undefined) return [];
  const ids = new Set(known);
  const protocols = new Set([...ids].map(protocolOf));
  return children(root, 'rules').flatMap(({ key, keyNode }) => {
    if (ids.has(key) || !protocols.has(protocolOf(key))) return [];
    return [
      {
        code: 'project/unknown-rule',
        severity: 'warning' as const,
        message: `There is no rule “${key}”${didYouMean(key, ids)}`,
        ...rangeOf(keyNode),
      },
    ];
  });
}

function protocolOf(rule: string): string {
  return rule.slice(0, rule.indexOf('/') + 1);
}

function children(root: Node, key: string): ReturnType<typeof entries> {
  const found = root.type === 'object' ? entries(root).findLast((entry) => entry.key === key)?.valueNode : undefined;
  return found?.type === 'object' ? entries(found) : [];
}
