import {
  toHex,
  type Failure,
  type JsonObject,
  type OpenUnit,
  type ProjectContext,
  type SecretRange,
  type UnitBody,
  type UnitBytes,
  type UnitContext,
  type ViewOptions,
} from '../../core/index.ts';
import type { InspectNode } from '../../core/inspect/index.ts';
import { decodeFrame, decodeLone, isLoneKind, releaseUnit, type DecodedFrame } from '../decode/index.ts';
import type { Registry } from '../definitions/index.ts';
import {
  fieldsJson,
  frameBodies,
  loneJson,
  frameName,
  frameSecrets,
  frameSummary,
  frameTree,
} from '../inspect/index.ts';
import { formatUnit } from '../notation/format/unit.ts';
import { registryOf } from '../owntypes/index.ts';
import { failureOf } from './failure.ts';

/** A unit of AMQP 1.0, decoded once. */
export class AmqpUnit implements OpenUnit {
  readonly unit: UnitBytes;
  readonly context: UnitContext;
  readonly project: ProjectContext;
  readonly language = 'notation';
  #frame: DecodedFrame | undefined;
  #hidden: DecodedFrame | undefined;
  #secrets: readonly SecretRange[] | undefined;

  /** `frame`: the unit decoded, where that was done already. */
  constructor(unit: UnitBytes, context: UnitContext, project: ProjectContext, frame?: DecodedFrame) {
    this.unit = unit;
    this.context = context;
    this.project = project;
    this.#frame = frame;
  }

  get frame(): DecodedFrame {
    // What the end is missing of is not judged as a message.
    const payload = this.unit.lossy === 'cut' ? 'opaque' : this.context.payload;
    return (this.#frame ??= this.#decode(payload));
  }

  #decode(payload: UnitContext['payload']): DecodedFrame {
    const { kind, bytes } = this.unit;
    if (isLoneKind(kind)) return decodeLone(bytes, kind, { registry: this.#registry });
    return decodeFrame(bytes, {
      registry: this.#registry,
      ...(payload === undefined ? {} : { payload }),
    });
  }

  /** The unit decoded to be shown: what is secret as a whole is not looked into. */
  get shown(): DecodedFrame {
    const { payload, secrecy } = this.context;
    if (secrecy !== 'all' || payload === 'opaque') return this.frame;
    return (this.#hidden ??= decodeFrame(this.unit.bytes, { registry: this.#registry, payload: 'opaque' }));
  }

  get #registry(): Registry {
    return registryOf(this.project.amqpDefinitions);
  }

  get name(): string {
    return frameName(this.frame);
  }

  get channel(): number | undefined {
    return this.frame.frameType === 'amqp' ? this.frame.channel : undefined;
  }

  summary(): string {
    return frameSummary(this.shown, this.context.secrecy);
  }

  failure(): Failure | undefined {
    return failureOf(this.frame);
  }

  secrets(): readonly SecretRange[] {
    return (this.#secrets ??= frameSecrets(this.shown, this.context.secrecy));
  }

  tree({ secrets }: ViewOptions): InspectNode {
    return frameTree(secrets ? this.frame : this.shown, { secrets, secrecy: this.context.secrecy });
  }

  bodies({ secrets }: ViewOptions): readonly UnitBody[] {
    return secrets ? frameBodies(this.frame, []) : frameBodies(this.shown, this.secrets());
  }

  json(): JsonObject {
    const { frame } = this;
    if (frame.kind === 'header') return { header: toHex(frame.bytes, 4, 8) };
    if (isLoneKind(frame.kind)) return loneJson(frame);
    const sections = frame.sections.filter((node) => !node.gap).map((node) => node.type);
    return {
      frameType: frame.frameType ?? null,
      channel: frame.channel ?? null,
      performative: frame.performativeName ?? null,
      ...(frame.code === undefined ? {} : { code: Number(frame.code), fields: fieldsJson(frame) }),
      ...(frame.payload === undefined ? {} : { payload: { ...frame.payload } }),
      ...(sections.length === 0 ? {} : { sections }),
    };
  }

  text(): string {
    return formatUnit(this.unit.bytes, this.#registry);
  }

  forget(): void {
    if (this.#hidden !== undefined) releaseUnit(this.#hidden);
    if (this.#frame !== undefined) releaseUnit(this.#frame);
    this.#hidden = this.#frame = undefined;
  }
}
