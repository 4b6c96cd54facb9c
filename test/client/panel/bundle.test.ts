import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageBundle } from '../../../scripts/build.mjs';

type Output = Metafile['outputs'][string];

describe('the bundle of the panel’s page', () => {
  let outputs: Metafile['outputs'];

  beforeAll(async () => {
    const { metafile } = await build({
      ...pageBundle,
      absWorkingDir: fileURLToPath(new URL('../../..', import.meta.url)),
      outdir: 'unused',
      bundle: true,
      minify: true,
      legalComments: 'none',
      write: false,
      metafile: true,
    });
    ({ outputs } = metafile);
  });

  /** The piece that a source is the entry of. */
  const pieceOf = (source: string): string => {
    const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source);
    if (found === undefined) throw new Error(`No piece begins with ${source}.`);
    return found[0];
  };

  /** The pieces that are loaded together with one. */
  const loadedWith = (piece: string): ReadonlySet<string> => {
    const found = new Set([piece]);
    for (const each of found)
      for (const { path, kind } of outputs[each]?.imports ?? []) if (kind === 'import-statement') found.add(path);
    return found;
  };
  const inside = ({ inputs }: Output): readonly string[] =>
    Object.entries(inputs).flatMap(([source, { bytesInOutput }]) => (bytesInOutput > 0 ? [source] : []));

  it('comes with less than 300 KB', () => {
    const pieces = [...loadedWith(pieceOf('client/panel/main.ts'))];
    const size = pieces.reduce((sum, piece) => sum + (outputs[piece]?.bytes ?? 0), 0);
    expect(size).toBeLessThan(300_000);
  });

  it('has no codec at first: each is a piece of its own', () => {
    const first = [...loadedWith(pieceOf('client/panel/main.ts'))].flatMap((piece) => inside(outputs[piece]!));
    expect(
      first.filter((source) => /^protocols\/(amqp|amqp091|xmpp)\/(codec|decode|inspect|specs)/.test(source)),
    ).toEqual([]);
    for (const codec of ['amqp/codec/codec.ts', 'amqp091/codec.ts', 'xmpp/codec/codec.ts'])
      expect(first).not.toContain(`protocols/${codec}`);
    expect(first.filter((source) => /^node_modules\/(cborg|jsonc-parser)\//.test(source))).toEqual([]);
  });

  it('has no rules, except the names of what a decoder finds while it decodes', () => {
    const rules = Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([source, { bytesInOutput }]) =>
        /^protocols\/[^/]+\/rules\//.test(source) && bytesInOutput > 100 ? [source] : [],
      ),
    );
    expect([...new Set(rules)].sort()).toEqual([
      'protocols/amqp/rules/bytes.ts',
      'protocols/amqp/rules/owntypes.ts',
      'protocols/xmpp/rules/schema-rules.ts',
      'protocols/xmpp/rules/sections.ts',
      'protocols/xmpp/rules/syntax-rules.ts',
    ]);
  });
});
