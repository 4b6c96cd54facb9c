import type { FollowedFrame } from '../../protocols/amqp/conversation/index.ts';
import { trafficSettings } from '../../protocols/amqp/index.ts';
import type { Side } from '../../protocols/core/index.ts';
import { gravest, withSettings, type FramedUnit, type Issue, type RuleSettings } from '../../protocols/core/index.ts';
import type { UnitContext } from '../../protocols/xmpp/index.ts';

/** A unit with all that its protocol knows of it. */
export class DecodedUnit {
  readonly connection: number;
  readonly direction: Side;
  /** Milliseconds since 1970; 0 where the input has no times. */
  readonly time: number;
  readonly unit: FramedUnit;
  /** AMQP 1.0 only. */
  readonly heard: FollowedFrame | undefined;
  /** The whole message, when this frame ends a delivery of several frames. */
  readonly message: Uint8Array | undefined;
  /** XMPP only. */
  readonly context: UnitContext | undefined;
  readonly #own: readonly Issue[];

  constructor(
    connection: number,
    direction: Side,
    time: number,
    unit: FramedUnit,
    own: readonly Issue[],
    heard?: FollowedFrame,
    message?: Uint8Array,
    context?: UnitContext,
  ) {
    this.connection = connection;
    this.direction = direction;
    this.time = time;
    this.unit = unit;
    this.#own = own;
    this.heard = heard;
    this.message = message;
    this.context = context;
  }

  /** All that is wrong, hints included. */
  get issues(): readonly Issue[] {
    return withSettings(this.all, trafficSettings());
  }

  /** The same, with what is off in traffic by default. */
  protected get all(): readonly Issue[] {
    return this.heard === undefined ? this.#own : [...this.heard.issues, ...this.#own];
  }

  /** What is wrong, without hints, which cost something to find. */
  get findings(): readonly Issue[] {
    if (this.heard === undefined) return this.#own;
    return this.#own.length === 0 ? this.heard.findings : [...this.heard.findings, ...this.#own];
  }
}

/** The same where the project sets severities. */
export class RatedUnit extends DecodedUnit {
  readonly #rules: Rules;

  constructor(rules: Rules, ...unit: ConstructorParameters<typeof DecodedUnit>) {
    super(...unit);
    this.#rules = rules;
  }

  override get issues(): readonly Issue[] {
    return withSettings(this.all, this.#rules.settings);
  }

  /** Hints are among them where a rule is made graver, since its findings may have been hints. */
  override get findings(): readonly Issue[] {
    return this.#rules.raising ? this.issues : withSettings(super.findings, this.#rules.settings);
  }
}

/** The severities that a project sets. */
export interface Rules {
  readonly settings: RuleSettings;
  /** A rule is set to error or warning: it may have been a hint. */
  readonly raising: boolean;
}

/** Undefined where nothing is set: units then cost nothing for it. */
export function rulesOf(settings: RuleSettings): Rules | undefined {
  const set = Object.values(settings);
  return set.length === 0
    ? undefined
    : {
        settings: trafficSettings(settings),
        raising: set.some((setting) => setting === 'error' || setting === 'warning'),
      };
}

/** A unit beside missing bytes: what is wrong with it is that it lacks a part, or begins where no unit does. */
export class TornUnit extends DecodedUnit {
  override get issues(): readonly Issue[] {
    const message =
      'Adjacent bytes are missing from the capture. This unit is probably incomplete and was not checked.';
    return [{ code: 'wire/torn-unit', severity: 'information', message, offset: 0, length: this.unit.size }];
  }

  override get findings(): readonly Issue[] {
    return this.issues;
  }
}

/** Whether bytes beside a gap are a unit that can be told from parts of one. */
export function isWhole({ unit, findings }: DecodedUnit): boolean {
  const worst = gravest(findings);
  return unit.kind !== 'garbage' && unit.kind !== 'keepalive' && worst !== 'error' && worst !== 'warning';
}
