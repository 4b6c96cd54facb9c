import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HostChannel, requestTimeout } from '../../../../client/panel/bridge/channel.ts';
import type { Port } from '../../../../client/panel/bridge/port.ts';
import { message, type FromPage, type ToPage } from '../../../../client/panel/messages.ts';

let posted: FromPage[];
let listener: ((data: unknown) => void) | null;
let pushes: ToPage[];
let problems: string[];
let channel: HostChannel;

beforeEach(() => {
  vi.useFakeTimers();
  posted = [];
  pushes = [];
  problems = [];
  const port: Port = {
    post: (message) => posted.push(message),
    subscribe(added) {
      listener = added;
      return () => (listener = null);
    },
    load: () => undefined,
    save: () => undefined,
  };
  channel = new HostChannel(port, {
    onPush: (message) => pushes.push(message),
    onProblem: (problem) => problems.push(problem),
  });
});

afterEach(() => {
  vi.useRealTimers();
});

const { version } = message({ type: 'types' });
const arrive = (content: object): void => listener?.({ version, ...content });
const emptyRows = { rows: [], matching: 0, kept: 0, first: 1, evicted: 0, paused: false };

describe('a request', () => {
  it('resolves with its own answer, in whatever order answers come', async () => {
    const first = channel.request({ type: 'indexOf', seq: 1, filter: '' });
    const second = channel.request({ type: 'indexOf', seq: 2, filter: '' });
    arrive({ type: 'answer', id: 2, value: 22 });
    arrive({ type: 'answer', id: 1, value: 11 });
    expect(await Promise.all([first, second])).toEqual([11, 22]);
    expect(posted[0]).toMatchObject({
      version,
      type: 'request',
      id: 1,
      request: { type: 'indexOf', seq: 1 },
    });
  });

  it('is rejected with the extension’s own words', async () => {
    const request = channel.request({ type: 'clear' });
    arrive({ type: 'refusal', id: 1, error: 'The wire worker has ended.' });
    await expect(request).rejects.toMatchObject({ reason: 'refused', message: 'The wire worker has ended.' });
  });

  it('is given up after ten seconds, and a late answer is dropped', async () => {
    const request = channel.request({ type: 'rows', filter: '', from: 0, count: 10 });
    const failed = expect(request).rejects.toMatchObject({ reason: 'timeout' });
    vi.advanceTimersByTime(requestTimeout);
    await failed;
    arrive({ type: 'answer', id: 1, value: emptyRows });
    expect(problems).toEqual([]);
    expect(pushes).toEqual([]);
  });

  it('is not given up when the answer came in time', async () => {
    const request = channel.request({ type: 'rows', filter: '', from: 0, count: 10 });
    vi.advanceTimersByTime(requestTimeout - 1);
    arrive({ type: 'answer', id: 1, value: emptyRows });
    vi.advanceTimersByTime(requestTimeout);
    expect(await request).toEqual(emptyRows);
  });

  it('is rejected when the answer has another shape', async () => {
    const request = channel.request({ type: 'rows', filter: '', from: 0, count: 10 });
    arrive({
      type: 'answer',
      id: 1,
      value: { rows: [{ seq: 'one' }], matching: 1, kept: 1, first: 1, evicted: 0 },
    });
    await expect(request).rejects.toMatchObject({ reason: 'malformed' });
  });

  it('is rejected when the page goes away, and so is every later one', async () => {
    const open = channel.request({ type: 'clear' });
    channel.dispose();
    await expect(open).rejects.toMatchObject({ reason: 'disposed' });
    await expect(channel.request({ type: 'clear' })).rejects.toMatchObject({ reason: 'disposed' });
    expect(listener).toBeNull();
    expect(posted).toHaveLength(1);
  });
});

describe('a message from the extension', () => {
  it('is handed on when it is sound', () => {
    arrive({ type: 'recording', id: 'first', lost: { units: 3, reason: 'crash' } });
    arrive({ type: 'changed', kept: 1, first: 1, evicted: 0, matching: 1, paused: false });
    arrive({ type: 'reveal', seq: 4, range: [0, 8] });
    arrive({ type: 'types' });
    arrive({ type: 'filter', filter: 'channel:3', connection: 'broker' });
    expect(pushes.map(({ type }) => type)).toEqual(['recording', 'changed', 'reveal', 'types', 'filter']);
    expect(problems).toEqual([]);
  });

  it('of another version is ignored, with the way out', () => {
    listener?.({
      version: version + 1,
      type: 'changed',
      kept: 1,
      first: 1,
      evicted: 0,
      matching: 1,
      paused: false,
    });
    expect(pushes).toEqual([]);
    expect(problems[0]).toContain('Reload the window');
  });

  it('of an unknown type is ignored and named', () => {
    arrive({ type: 'explode' });
    expect(problems).toEqual(['The unknown message “explode” was ignored.']);
  });

  it.each([
    { type: 'recording' },
    { type: 'recording', id: 'first', lost: { units: -3, reason: 'crash' } },
    { type: 'recording', id: 'first', lost: { units: 3, reason: 'other' } },
    { type: 'changed', kept: -1, first: 1, evicted: 0, matching: 1, paused: false },
    { type: 'changed', kept: 1, first: 1, evicted: 0, matching: 1 },
    { type: 'filter', filter: 'channel:3' },
    { type: 'reveal', seq: 1.5 },
    { type: 'reveal', seq: 1, range: [0] },
    { type: 'connections', connections: [{ name: 'romeo' }] },
    { type: 'refusal', id: 1 },
  ])('with missing or wrong parts is ignored: %j', (message) => {
    arrive(message);
    expect(pushes).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  it.each([null, 'text', 7, [], {}])('that is not a message at all does no harm: %j', (data) => {
    listener?.(data);
    expect(problems).toHaveLength(1);
  });
});
