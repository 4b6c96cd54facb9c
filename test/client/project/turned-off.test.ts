import { describe, expect, it } from 'vitest';
import { turnedOff } from '../../../client/project/turned-off.ts';

describe('the message after a rule was turned off in wireloupe.json', () => {
  it('says that it is off for the whole project', () => {
    for (const override of [undefined, 'off'] as const) {
      expect(turnedOff('xmpp/iq-type', override)).toEqual({
        kind: 'information',
        text: 'Turned xmpp/iq-type off for the whole project, in wireloupe.json.',
      });
    }
  });

  it('says that it stays on where the settings of VS Code override the file', () => {
    const { kind, text } = turnedOff('xmpp/iq-type', 'warning');
    expect(kind).toBe('warning');
    expect(text).toContain('it stays on: the setting “wireloupe.rules” overrides the file with “warning”');
    expect(text).not.toContain('for the whole project');
  });
});
