import { createAmqpFramer, decodeFrame } from '../../protocols/amqp/index.ts';
import type { FramedUnit, Framer, Issue, ProtocolName, UnitKind } from '../../protocols/text/index.ts';

class TempXmpp implements Framer {
  buf = ''; offset = 0;
  push(chunk: Uint8Array): FramedUnit[] {
    this.buf += Buffer.from(chunk).toString('latin1'); const out: FramedUnit[] = [];
    for (;;) {
      const unit = this.cut(); if (unit === undefined) return out;
      const [kind, text] = unit; this.buf = this.buf.slice(text.length);
      out.push({ protocol: 'xmpp', kind, offset: this.offset, size: text.length, bytes: Buffer.from(text, 'latin1') }); this.offset += text.length;
    }
  }
  cut(): [UnitKind, string] | undefined {
    const ws = /^\s+/u.exec(this.buf); if (ws) return ['keepalive', ws[0]];
    const head = /^(?:<\?xml[^>]*\?>\s*)?<stream:stream[^>]*>/u.exec(this.buf) ?? /^<\/stream:stream>/u.exec(this.buf); if (head) return ['stream', head[0]];
    if (/^<\?|^<stream:stream/u.test(this.buf)) return undefined;
    let depth = 0;
    for (const m of this.buf.matchAll(/<(\/?)[^\s<>/?!]+(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/gu)) {
      depth += m[1] ? -1 : m[2] ? 0 : 1;
      if (depth === 0) return ['stanza', this.buf.slice(0, m.index + m[0].length)];
    }
    return undefined;
  }
  end(): FramedUnit[] { return []; }
}
export function createFramer(protocol: 'xmpp' | 'amqp'): Framer { return protocol === 'amqp' ? createAmqpFramer() : new TempXmpp(); }
export function summarize(_p: ProtocolName, _k: UnitKind, bytes: Uint8Array): string { return Buffer.from(bytes.subarray(0, 120)).toString('latin1'); }
export function findIssues(_p: ProtocolName, _k: UnitKind, bytes: Uint8Array): readonly Issue[] { return _p === 'amqp' ? decodeFrame(bytes).issues : []; }
export function secretRanges(_p: ProtocolName, _k: UnitKind, _bytes: Uint8Array): readonly (readonly [number, number])[] { return []; }
