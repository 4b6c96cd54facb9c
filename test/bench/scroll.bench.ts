// How smoothly the list of a capture of a million units scrolls in VS Code, against VS Code's own: the Explorer with thousands of files in one
// folder, in the same window. It is the list that users have beside ours, its rows are as high, and no extension draws them.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { openWorkbench } from '../host/open-workbench.ts';
import { vsix } from '../host/vsix.ts';
import { writeTraffic } from './amqp-traffic.ts';
import { median, type BenchResult } from './result.ts';
import { MeasuredList } from './scroll/lists.ts';
import { Samples, type Which } from './scroll/samples.ts';

const units = 1_000_000;
const peers = 10_000;
const rounds = 5;
/** Turns of the wheel in each direction, and the pixels of each: the way of a hand on a mouse, and of one in haste. */
const turns = 60;
const speeds = { slow: 100, fast: 1000 } as const;
const capture = '0.pcap';

/** The frame of our page. */
async function captureFrame(page: Page): Promise<Frame> {
  // What the extension contributes is known: its editor opens the file.
  await page.locator('.activitybar .action-item .action-label[aria-label^="Wireloupe"]').first().waitFor();
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: capture }).dblclick();
  for (;;) {
    for (const frame of page.frames())
      if (frame.url().includes('fake.html') && (await frame.locator('wl-list .row').count()) > 0) return frame;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const shapes = {
  ours: { list: 'wl-list .grid', rows: '.rows .row:not(.pending)', index: 'aria-rowindex', first: 2, header: 24 },
  peer: {
    list: '.explorer-folders-view .monaco-list',
    rows: '.explorer-folders-view .monaco-list-row',
    index: 'data-index',
    first: 0,
    header: 0,
  },
} as const;

async function openLists(page: Page): Promise<readonly [MeasuredList, MeasuredList]> {
  const frame = await captureFrame(page);
  const grid = frame.locator(shapes.ours.list);
  // The file is read to its end.
  await frame.locator('wl-panel').waitFor();
  let count = 0;
  for (let before = -1; count !== before || count < units / 2;) {
    before = count;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    count = Number(await grid.getAttribute('aria-rowcount')) - 1;
  }
  const ours = new MeasuredList('ours', count, page, frame, shapes.ours, async () => {
    const box = await grid.boundingBox();
    if (box === null) throw new Error('The list is not shown.');
    // Below the button with an arrow; the thumb of a list that is as long is as small as it may be.
    return { x: box.x + box.width - 14, y: box.y + 16, width: 14, height: 16 };
  });
  const main = page.mainFrame();
  const peer = new MeasuredList("VS Code's Explorer", peers + 1, page, main, shapes.peer, async () => {
    const slider = main.locator('.explorer-folders-view .scrollbar.vertical .slider').first();
    const box = await slider.boundingBox();
    if (box === null) throw new Error('The scroll bar of the Explorer is not shown.');
    return box;
  });
  await ours.install();
  await peer.install();
  return [ours, peer];
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

/** Scrolls down and up again. */
async function scroll(
  list: MeasuredList,
  which: Which,
  speed: string,
  pixels: number,
  samples: Samples,
): Promise<void> {
  const seen = [await list.wheel(turns, pixels), await list.wheel(turns, -pixels)];
  const frames = seen.flatMap((each) => each.frames);
  const blank = seen.reduce((sum, each) => sum + each.blank, 0);
  samples.add(`${speed} wheel: time between frames, median`, 'ms', which, median(frames));
  samples.add(`${speed} wheel: time between frames, 95th percentile`, 'ms', which, percentile(frames, 0.95));
  samples.add(`${speed} wheel: time between frames, longest`, 'ms', which, Math.max(...frames));
  samples.add(`${speed} wheel: frames in which no row is missing`, '%', which, 100 - (100 * blank) / frames.length);
}

/** From the beginning to the end, back, to the middle, and back again. */
async function jump(list: MeasuredList, which: Which, samples: Samples): Promise<void> {
  await list.focus();
  samples.add('End: until all rows are there', 'ms', which, await list.key('End'));
  samples.add('Home: until all rows are there', 'ms', which, await list.key('Home'));
  samples.add('scroll bar dragged to the middle: until all rows are there', 'ms', which, await list.drag());
  await list.focus();
  await list.key('Home');
}

export async function run(): Promise<BenchResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-bench-'));
  execFileSync(process.execPath, ['scripts/package.mjs'], { stdio: 'ignore' });
  writeTraffic(path.join(folder, capture), units);
  for (let i = 0; i < peers; i++) fs.writeFileSync(path.join(folder, `reading-${String(i).padStart(5, '0')}.txt`), '');
  const { page, end } = await openWorkbench({ vsix, workspace: folder, scrollBars: true, width: 1600, height: 900 });
  try {
    const [ours, peer] = await openLists(page);
    const both = [ours, peer] as const;
    const samples = new Samples();
    for (let round = 0; round < rounds; round++)
      for (const which of [0, 1] as const) await jump(both[which], which, samples);
    for (let round = 0; round < rounds; round++)
      for (const which of [0, 1] as const)
        for (const [speed, pixels] of Object.entries(speeds)) await scroll(both[which], which, speed, pixels, samples);
    const [{ room }, { room: peerRoom }] = [await ours.shown(), await peer.shown()];
    return {
      name: `scrolling ${ours.count} rows, ${room} at a time, against ${peer.name} with ${peer.count}, ${peerRoom} at a time`,
      figures: samples.figures(peer.name),
    };
  } finally {
    await end();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
