/** Bytes of a protocol that is not known. */
import { noBodies, type UnitBody } from './body.ts';
import type { Codec, OpenUnit, ProjectContext, UnitBytes, UnitContext } from './codec.ts';
import { plural } from './counting.ts';
import { foreignOf } from './foreign.ts';
import type { InspectNode } from './inspect/index.ts';
import { createJudge } from './judging.ts';
import type { JsonObject } from './json.ts';
import { secretBytes, type SecretRange } from './secrets.ts';

/** How many bytes the tree shows as text. */
const shown = 64;

class UnknownUnit implements OpenUnit {
  readonly unit: UnitBytes;
  readonly context: UnitContext;
  readonly project: ProjectContext;
  readonly channel = undefined;
  readonly language = undefined;

  constructor(unit: UnitBytes, context: UnitContext, project: ProjectContext) {
    this.unit = unit;
    this.context = context;
    this.project = project;
  }

  get name(): string {
    return this.unit.kind === 'foreign' ? foreignOf(this.unit.bytes).name : this.unit.kind;
  }

  summary(): string {
    const { kind, bytes } = this.unit;
    return kind === 'foreign' ? foreignOf(bytes).summary : plural(bytes.length, 'byte');
  }

  failure(): undefined {
    return undefined;
  }

  secrets(): readonly SecretRange[] {
    return secretBytes(this.unit.bytes);
  }

  tree({ secrets }: { readonly secrets: boolean }): InspectNode {
    const { bytes, kind } = this.unit;
    const size = bytes.length;
    const masked = new Uint8Array(bytes.subarray(0, shown));
    if (!secrets) for (const [start, end] of this.secrets()) masked.fill(0x2a, start, end);
    const more = size > shown ? ` … (${plural(size, 'byte')})` : '';
    return {
      id: '0',
      label: kind === 'foreign' ? this.name : kind,
      type: 'bytes',
      value: `${Array.from(masked, asciiOf).join('')}${more}`,
      range: [0, size],
      description: 'These bytes are neither AMQP nor XMPP, so they are not decoded.',
      children: [],
    };
  }

  bodies(): readonly UnitBody[] {
    return noBodies;
  }

  json(): JsonObject {
    return this.unit.kind === 'foreign' ? { name: this.name, summary: this.summary() } : {};
  }

  text(): undefined {
    return undefined;
  }
}

function asciiOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}

export const unknownCodec: Codec = {
  protocol: 'unknown',
  open: (unit, context, project) => new UnknownUnit(unit, context, project),
};

/** Garbage is wrong where AMQP or XMPP is expected; another protocol is not. */
export const unknownJudge = createJudge(({ unit }) =>
  unit.kind === 'foreign'
    ? []
    : [
        {
          code: 'wire/unknown-protocol',
          severity: 'error',
          message: 'These bytes are neither AMQP nor XMPP.',
          offset: 0,
          length: unit.bytes.length,
        },
      ],
);
