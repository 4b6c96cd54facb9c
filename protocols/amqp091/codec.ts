import {
  toHex,
  createJudge,
  noBodies,
  noSearch,
  type Codec,
  type Failure,
  type JsonObject,
  type OpenUnit,
  type ProjectContext,
  type SecretRange,
  type UnitBody,
  type UnitBytes,
  type FieldValue,
  type UnitContext,
  type UnitSearch,
  type ViewOptions,
} from '../core/index.ts';
import type { InspectNode } from '../core/inspect/index.ts';
import { decode091, type Frame091 } from './decode.ts';
import type { Node091 } from './node.ts';
import { issues091, name091, secrets091, summary091, tree091 } from './inspect.ts';

/** A unit of AMQP 0-9-1, decoded once. */
export class Amqp091Unit implements OpenUnit {
  readonly unit: UnitBytes;
  readonly context: UnitContext;
  readonly project: ProjectContext;
  readonly language = undefined;
  #frame: Frame091 | undefined;

  constructor(unit: UnitBytes, context: UnitContext, project: ProjectContext) {
    this.unit = unit;
    this.context = context;
    this.project = project;
  }

  get frame(): Frame091 {
    return (this.#frame ??= decode091(this.unit.bytes));
  }

  get name(): string {
    return name091(this.frame);
  }

  get channel(): number | undefined {
    return this.frame.channel;
  }

  summary(): string {
    return summary091(this.frame, this.unit.bytes.length);
  }

  failure(): Failure | undefined {
    return failureOf(this.frame);
  }

  secrets(): readonly SecretRange[] {
    return secrets091(this.frame, this.unit.bytes);
  }

  tree({ secrets }: ViewOptions): InspectNode {
    return tree091(this.frame, this.unit.bytes, secrets);
  }

  bodies(): readonly UnitBody[] {
    return noBodies;
  }

  json(): JsonObject {
    const { kind, bytes } = this.unit;
    if (kind === 'header') return { header: toHex(bytes, 4, 8) };
    const { frameType, channel, name } = this.frame;
    return {
      frameType: frameType ?? null,
      channel: channel ?? null,
      performative: frameType === 'method' ? (name ?? null) : null,
    };
  }

  text(): undefined {
    return undefined;
  }
}

/** Methods that end a channel or a connection because of an error, or send a message back (1.4.2.10, 1.5.2.5, 1.8.3.8). */
const failing: ReadonlySet<string> = new Set(['connection.close', 'channel.close', 'basic.return']);
/** The reply code of an orderly end. */
const success = 200;

function failureOf({ name, fields }: Frame091): Failure | undefined {
  if (name === undefined || !failing.has(name)) return undefined;
  const value = (field: string) => fields.find((each) => each.name === field)?.value;
  const [code, text] = [value('reply-code'), value('reply-text')];
  if (code === success || code === undefined || code === null) return undefined;
  return { condition: String(code), ...(typeof text === 'string' && text !== '' ? { text } : {}) };
}

/** Reads units of AMQP 0-9-1. */
export const amqp091Codec: Codec = {
  protocol: 'amqp-0-9-1',
  open: (unit, context, project) => new Amqp091Unit(unit, context, project),
};

/** Judges units of AMQP 0-9-1. */
export const amqp091Judge = createJudge((unit) => {
  if (!(unit instanceof Amqp091Unit)) throw new TypeError('The judge of AMQP 0-9-1 got a unit of another codec.');
  return issues091(unit.frame, unit.unit.bytes.length);
});

/** Looks into units of AMQP 0-9-1: by the names of arguments and properties, and of keys in tables. */
export const amqp091Search: UnitSearch = {
  ...noSearch,
  fields: (unit, path) => {
    if (!(unit instanceof Amqp091Unit)) throw new TypeError('The search of AMQP 0-9-1 got a unit of another codec.');
    const { frame } = unit;
    const secrets = unit.secrets();
    let found: readonly Node091[] = frame.fields;
    for (const [index, name] of path.entries()) {
      // The method may come first.
      if (index === 0 && path.length > 1 && frame.name?.split('.').at(-1) === name) continue;
      found = (index === 0 || found === frame.fields ? found : found.flatMap(({ children }) => children)).filter(
        (node) => node.name === name,
      );
    }
    return found === frame.fields
      ? []
      : found.flatMap((node) =>
          secrets.some(([from, to]) => from < node.end && to > node.start) ? [] : value091(node),
        );
  },
};

function value091({ value }: Node091): readonly FieldValue[] {
  if (value === undefined || value === null) return [];
  if (value instanceof Uint8Array)
    return [{ texts: [toHex(value), `0x${toHex(value)}`, new TextDecoder().decode(value)] }];
  const texts = [String(value)];
  return [typeof value === 'number' || typeof value === 'bigint' ? { texts, number: Number(value) } : { texts }];
}
