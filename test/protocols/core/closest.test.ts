import { describe, expect, it } from 'vitest';
import { closest, didYouMean } from '../../../protocols/core/index.ts';

describe('the word that was meant', () => {
  const names = ['connections', 'environments', 'xmpp', 'amqp', 'rules'];
  it.each([
    ['conections', 'connections'],
    ['Rules', 'rules'],
    ['xmmp', 'xmpp'],
    ['rulse', 'rules'],
    ['enviroments', 'environments'],
  ])('%s is %s', (word, meant) => {
    expect(closest(word, names)).toBe(meant);
    expect(didYouMean(word, names)).toBe(`; did you mean “${meant}”?`);
  });

  it('is not guessed from afar, nor from itself', () => {
    expect(closest('telemetry', names)).toBeUndefined();
    expect(closest('rules', names)).toBeUndefined();
    expect(didYouMean('zzz', names)).toBe('');
  });
});
