import type { Rule } from '../../core/index.ts';
import { isContentNamespace } from '../model/stanza.ts';
import { boshChecks } from './bosh.ts';
import { contentHashChecks } from './content-hashes.ts';
import type { Check, CheckTable } from './context.ts';
import { discoveryChecks } from './discovery.ts';
import { extensionRules } from './extension-rules.ts';
import { failureChecks } from './failures.ts';
import { formChecks } from './forms.ts';
import { formTypeChecks } from './form-types.ts';
import { jingleChecks } from './jingle.ts';
import { jingleFamilyChecks } from './jingle-family.ts';
import { jingleRules } from './jingle-rules.ts';
import { messageChecks } from './messages.ts';
import { modelRules } from './model-rules.ts';
import { rangeChecks } from './ranges.ts';
import { roomChecks } from './rooms.ts';
import { schemaRules } from './schema-rules.ts';
import { stanzaChecks } from './stanza.ts';
import { stanzaRules } from './stanza-rules.ts';
import { syntaxRules } from './syntax-rules.ts';
import { trafficRules } from './traffic-rules.ts';
import { transportRules } from './transport-rules.ts';
import { cardChecks } from './vcard.ts';
import { websocketChecks } from './websocket.ts';

/** Rules that belong together, as the documentation lists them. */
export interface RuleGroup {
  readonly title: string;
  readonly about: string;
  readonly rules: readonly Rule[];
}

export const ruleGroups: readonly RuleGroup[] = [
  {
    title: 'Writing',
    about: 'Whether a text is XML at all, and the XML that XMPP allows; and what a file may contain besides stanzas.',
    rules: syntaxRules,
  },
  {
    title: 'Stanzas',
    about: 'What the core protocol and instant messaging demand of every stanza.',
    rules: stanzaRules,
  },
  {
    title: 'Definitions',
    about:
      'What the specifications say of their elements, attributes and text. A finding links to the specification that defines the element.',
    rules: modelRules,
  },
  {
    title: 'Extensions',
    about: 'What extensions demand beyond the definitions of their elements.',
    rules: extensionRules,
  },
  { title: 'Jingle', about: 'What each action of a Jingle session carries.', rules: jingleRules },
  {
    title: 'WebSocket and BOSH',
    about: 'What holds for a stream that is not carried by TCP alone.',
    rules: transportRules,
  },
  {
    title: 'Traffic',
    about: 'What holds between the stanzas of a live connection or a capture, seen from the client’s end.',
    rules: trafficRules,
  },
  {
    title: 'Own schemas',
    about: 'What holds for the XML Schemas that `xmpp.schemas` in `wireloupe.json` lists.',
    rules: schemaRules,
  },
];

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = ruleGroups.flatMap((group) => group.rules);

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** A rule by its id. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

const tables: readonly CheckTable[] = [
  stanzaChecks,
  failureChecks,
  messageChecks,
  formChecks,
  formTypeChecks,
  discoveryChecks,
  contentHashChecks,
  jingleChecks,
  jingleFamilyChecks,
  boshChecks,
  websocketChecks,
  rangeChecks,
  roomChecks,
  cardChecks,
];

/** The checks beyond the definitions, by the local name of the element that they look at. */
export const checksByName: ReadonlyMap<string, readonly Check[]> = collect();

function collect(): ReadonlyMap<string, readonly Check[]> {
  const checks = new Map<string, Check[]>();
  for (const table of tables) {
    for (const [name, check] of Object.entries(table)) {
      const brace = name.lastIndexOf('}');
      const namespace = name.slice(1, brace);
      const local = name.slice(brace + 1);
      const fits =
        namespace === 'jabber:client'
          ? isContentNamespace
          : (found: string | undefined): boolean => found === namespace;
      const others = checks.get(local) ?? [];
      others.push((element, context) => {
        if (fits(element.namespace)) check(element, context);
      });
      checks.set(local, others);
    }
  }
  return checks;
}
