import type { Rule, RuleSettings } from '../../core/index.ts';
import { amqpRules } from './index.ts';

const quiet: readonly Rule[] = amqpRules.flatMap(({ rules }) => rules.filter(({ traffic }) => traffic === 'off'));

/** The settings of AMQP traffic where the user sets nothing: rules about how something is written are for those who write it. */
const defaults: RuleSettings = Object.fromEntries(quiet.map(({ id }) => [id, 'off'] as const));

const made = new WeakMap<RuleSettings, RuleSettings>();

/** What the user has set rules to, as it holds for AMQP traffic: rules that are off there by default stay off unless they are named. */
export function trafficSettings(settings?: RuleSettings): RuleSettings {
  if (settings === undefined) return defaults;
  let found = made.get(settings);
  if (found === undefined) made.set(settings, (found = { ...defaults, ...settings }));
  return found;
}
