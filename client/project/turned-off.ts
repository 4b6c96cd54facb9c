import type { RuleSetting } from '../../protocols/core/index.ts';

/**
 * The message after a rule was turned off in `wireloupe.json`.
 * @param override the severity that the setting `wireloupe.rules` gives the rule, which wins over the file.
 */
export function turnedOff(
  rule: string,
  override: RuleSetting | undefined,
): { readonly kind: 'information' | 'warning'; readonly text: string } {
  if (override === undefined || override === 'off')
    return { kind: 'information', text: `Turned ${rule} off for the whole project, in wireloupe.json.` };
  return {
    kind: 'warning',
    text: `Turned ${rule} off in wireloupe.json, but it stays on: the setting “wireloupe.rules” overrides the file with “${override}”. Remove the rule from that setting.`,
  };
}
