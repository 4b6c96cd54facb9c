import type { Rule } from '../../text/index.ts';
import { isContentNamespace } from '../model/stanza.ts';
import type { Check, CheckTable } from './context.ts';
import { discoveryChecks } from './discovery.ts';
import { extensionRules } from './extension-rules.ts';
import { formChecks } from './forms.ts';
import { messageChecks } from './messages.ts';
import { modelRules } from './model-rules.ts';
import { stanzaChecks } from './stanza.ts';
import { stanzaRules } from './stanza-rules.ts';
import { syntaxRules } from './syntax-rules.ts';
import { trafficRules } from './traffic-rules.ts';

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [...syntaxRules, ...stanzaRules, ...modelRules, ...extensionRules, ...trafficRules];

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** A rule by its id. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

const tables: readonly CheckTable[] = [stanzaChecks, messageChecks, formChecks, discoveryChecks];

/** The checks beyond the definitions, by the local name of the element that they look at. */
export const checksByName: ReadonlyMap<string, readonly Check[]> = collect();

function collect(): ReadonlyMap<string, readonly Check[]> {
  const checks = new Map<string, Check[]>();
  for (const table of tables) {
    for (const [name, check] of Object.entries(table)) {
      const brace = name.lastIndexOf('}');
      const namespace = name.slice(1, brace);
      const local = name.slice(brace + 1);
      const fits = namespace === 'jabber:client' ? isContentNamespace : (found: string | undefined): boolean => found === namespace;
      const others = checks.get(local) ?? [];
      others.push((element, context) => {
        if (fits(element.namespace)) check(element, context);
      });
      checks.set(local, others);
    }
  }
  return checks;
}
