import { formatCount } from '../../../protocols/core/index.ts';

/** The time of day, local, to the millisecond: `14:03:07.250`. @param time milliseconds since 1970. */
export function formatTime(time: number): string {
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** Day, time and zone, for a tooltip: nothing that the short form leaves out is lost. */
export function formatTimestamp(time: number): string {
  const date = new Date(time);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const micros = Math.floor((time % 1) * 1000)
    .toString()
    .padStart(3, '0');
  return `${day} ${formatTime(time)}${micros === '000' ? '' : micros} (local time)`;
}

/** A span in the unit that reads best: `0.42 ms`, `12.3 ms`, `4.21 s`, `3 min 05 s`. @param ms milliseconds. */
export function formatDuration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(2)} ms`;
  if (ms < 1000) return `${ms.toFixed(1)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${two(Math.floor((ms % 60_000) / 1000))} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** A time relative to another: `+12.3 ms`, `−4.21 s`. @param ms milliseconds. */
export function formatOffset(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${formatDuration(Math.abs(ms))}`;
}

/** Exact to the byte below a megabyte: `1,234 B`, `1.05 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000_000) return `${formatCount(bytes)} B`;
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}

/** Bytes by their offsets, first and last: `byte 4`, `bytes 14–18`. @param end is the offset after the last byte. */
export function formatRange([start, end]: readonly [start: number, end: number]): string {
  if (end - start === 1) return `byte ${formatCount(start)}`;
  return end === start ? `no byte at ${formatCount(start)}` : `bytes ${formatCount(start)}–${formatCount(end - 1)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
