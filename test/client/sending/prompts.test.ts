import { describe, expect, it } from 'vitest';
import { Prompts, promptsOf } from '../../../client/sending/prompts.ts';
import { isPayload, noProject, variableLookup } from '../../../protocols/core/index.ts';
import { openForSending } from '../../../protocols/sending.ts';
import { dynamicSources } from '../../../workspace/dynamic-sources.ts';

const stanzas = `<?var room="{{$prompt Room}}"?>\n\n<message id="{{$prompt Id}}"><body>{{$prompt First name}} {{$prompt Id}}</body></message>\n\n<iq id="{{$prompt Other}}"/>\n`;
const frames = `vars: { a: "{{$prompt Everywhere}}" }\nframes:\n  - send: { to: "{{$prompt Queue}}", message: { body: { value: "x" } } }\n  - send: { to: "{{$prompt Other}}", message: { body: { value: "{{$prompt Text}}" } } }\n`;

/** What is asked for when the part number `index` is sent. */
async function asked(language: 'xmpp' | 'amqp', text: string, index: number): Promise<readonly string[]> {
  const sendables = (await openForSending(language, text, noProject)).sendables();
  return promptsOf(text, sendables, sendables[index]!);
}

describe('values that are asked for', () => {
  it('are those of what is sent and of the whole file, each once, in order', async () => {
    expect(await asked('xmpp', stanzas, 0)).toEqual(['Room', 'Id', 'First name']);
    expect(await asked('xmpp', stanzas, 1)).toEqual(['Room', 'Other']);
    expect(await asked('amqp', frames, 0)).toEqual(['Everywhere', 'Queue']);
    expect(await asked('amqp', frames, 1)).toEqual(['Everywhere', 'Other', 'Text']);
  });

  it('are offered again the next time', async () => {
    const prompts = new Prompts();
    const offered: (string | undefined)[] = [];
    const ask = (name: string, before: string | undefined) => {
      offered.push(before);
      return Promise.resolve(`${name}!`);
    };
    expect(await prompts.ask(['a', 'b'], ask)).toEqual(
      new Map([
        ['a', 'a!'],
        ['b', 'b!'],
      ]),
    );
    await prompts.ask(['b', 'c'], ask);
    expect(offered).toEqual([undefined, undefined, 'b!', undefined]);
  });

  it.each(['xmpp', 'amqp'] as const)(
    'stand in what is sent, and nothing is sent without them: %s',
    async (language) => {
      const opened = await openForSending(
        language,
        language === 'xmpp' ? '<message id="{{$prompt Id}}"/>\n' : frames,
        noProject,
      );
      const sources = dynamicSources(false);
      expect(isPayload(opened.prepare(0, variableLookup(new Map(), sources)))).toBe(false);
      const given = opened.prepare(0, variableLookup(new Map(), { ...sources, prompt: (name) => `<${name}>` }));
      expect(JSON.stringify(given)).toContain(language === 'xmpp' ? '&lt;Id&gt;' : '<Queue>');
    },
  );
});
