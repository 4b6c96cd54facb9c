import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Recorder } from '../../../cli/tap/recorder.ts';
import { outputFormatOf } from '../../../cli/convert/formats.ts';
import { folderOf } from '../terminal.ts';

const frame = Buffer.from('0000000c02000000005318c0'.padEnd(24, '0'), 'hex');
const unit = {
  protocol: 'amqp',
  kind: 'frame',
  offset: 0,
  bytes: Buffer.alloc(1 << 20, frame),
  size: 1 << 20,
} as const;

async function recorderOf(file: string, said: string[]): Promise<Recorder> {
  const format = outputFormatOf('a.wlcap', undefined);
  return Recorder.open({
    name: 'a.wlcap',
    file,
    format,
    secrets: true,
    project: { amqpDefinitions: [], xmppSchemas: [], rules: {} },
    say: (text) => said.push(text),
  });
}

describe('the recorder of a tap', () => {
  it('has no room while more waits for the file than may, and has room when it is written', async () => {
    const file = path.join(await folderOf({}), 'a.wlcap');
    const recorder = await recorderOf(file, []);
    recorder.sink.begin(0, { sides: 'both' });
    expect(recorder.room()).toBeUndefined();
    let count = 0;
    while (recorder.room() === undefined && count < 100) {
      recorder.sink.unit(0, 'client', 1, unit);
      count++;
    }
    expect(count).toBeLessThan(20);
    await recorder.room();
    expect([recorder.waiting, recorder.room()]).toEqual([0, undefined]);
    await recorder.close();
    expect((await readFile(file)).length).toBeGreaterThan(count * unit.size);
  });

  it.skipIf(process.platform !== 'linux')('keeps nothing that cannot be written', async () => {
    const file = path.join(await folderOf({}), 'a.wlcap');
    await symlink('/dev/full', file);
    const said: string[] = [];
    const recorder = await recorderOf(file, said);
    recorder.sink.begin(0, { sides: 'both' });
    recorder.sink.unit(0, 'client', 1, unit);
    await recorder.sink.flush();
    expect(said).toHaveLength(1);
    for (let count = 0; count < 20; count++) recorder.sink.unit(0, 'client', 1, unit);
    expect([recorder.waiting, recorder.room()]).toEqual([0, undefined]);
    await recorder.close();
  });
});
