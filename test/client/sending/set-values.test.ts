import { describe, expect, it } from 'vitest';
import { mask } from '../../../protocols/core/index.ts';
import { lastValueText, SetValues } from '../../../client/sending/set-values.ts';

const jid = { name: 'jid', value: 'a@b', secret: false };
const file = 'file:///a.xmpp';

describe('the values that documents take from answers', () => {
  it('are there for the document as long as the connection is open', () => {
    const open = new Map([['romeo', 3]]);
    const values = new SetValues((key) => open.get(key));
    values.keep(file, new Map([['jid', jid]]), 'romeo', false);
    expect(values.of(file)).toEqual(new Map([['jid', jid]]));
    expect(values.of('file:///b.xmpp').size).toBe(0);
    expect(values.last(file, 'jid')).toMatchObject({ value: 'a@b', current: true });
    // Another connection of the same name.
    open.set('romeo', 4);
    expect(values.of(file).size).toBe(0);
    expect(values.last(file, 'jid')).toMatchObject({ value: 'a@b', current: false });
    open.clear();
    expect(values.of(file).size).toBe(0);
  });

  it('are replaced by newer ones, each with its own connection', () => {
    const open = new Map([
      ['romeo', 3],
      ['juliet', 5],
    ]);
    const values = new SetValues((key) => open.get(key));
    values.keep(file, new Map([['jid', jid]]), 'romeo', false);
    const taken = values.of(file);
    taken.set('other', { name: 'other', value: '1', secret: false });
    values.keep(file, taken, 'juliet', false);
    open.delete('juliet');
    expect([...values.of(file).keys()]).toEqual(['jid']);
  });

  it('are not used any more once a frame script has ended', () => {
    const values = new SetValues(() => 1);
    values.keep(file, new Map([['jid', jid]]), 'broker', true);
    expect(values.of(file).size).toBe(0);
    expect(values.last(file, 'jid')?.current).toBe(false);
  });

  it('are shown as one line, and a secret with a mask', () => {
    const last = { ...jid, connection: 'romeo', current: true };
    expect(lastValueText({ ...last, value: 'a\n\u202Eb' })).not.toMatch(/[\n\u202E]/u);
    expect(lastValueText(last)).toBe('Last value: a@b (from romeo)');
    expect(lastValueText({ ...last, secret: true, current: false })).toBe(
      `Last value: ${mask} (from romeo, whose connection has been closed since)`,
    );
  });
});
