/** What every protocol provides: units that are opened once, and judged. */
import type { TextLanguage } from './forms.ts';
import type { UnitBody } from './body.ts';
import type { InspectNode } from './inspect/index.ts';
import type { Issue } from './issue.ts';
import type { JsonObject } from './json.ts';
import type { RuleSettings } from './rule-settings.ts';
import type { SecretRange } from './secrets.ts';
import type { Severity } from './severity.ts';
import type { FramedUnit, ProtocolName } from './unit.ts';

/** Namespace declarations that a stream's header makes for all that follows it. The empty prefix is the default. */
export type Declarations = readonly (readonly [prefix: string, namespace: string])[];

/**
 * What of a unit is secret by its place in the conversation, beyond what its own bytes tell: `message`, where it begins a message to
 * or from a node that takes tokens, of which addresses and properties may be shown; `all`, where no part of its payload may be.
 */
export type Secrecy = 'message' | 'all';

/** Where in the conversation a unit is (AMQP). Plain and cloneable; the same object for all units of a link, or of a session outside of links. */
export interface UnitPlace {
  /** Number of the session, from 1, the same for both sides. */
  readonly session: number;
  readonly link?: { readonly name: string; readonly source?: string; readonly target?: string };
}

/** What only the conversation knows about a unit. Plain and cloneable; the same object until something changes. */
export interface UnitContext {
  /** XMPP: what the header of the unit's stream declared beyond what every stream does. */
  readonly namespaces?: Declarations;
  /** AMQP: the payload continues a delivery, so it is not the beginning of a message. */
  readonly payload?: 'opaque';
  readonly secrecy?: Secrecy;
  /** AMQP: session and link. */
  readonly place?: UnitPlace;
  /** Adjacent bytes are missing: the unit is probably incomplete, and is not judged. */
  readonly torn?: true;
}

/** The texts of the types that a project defines for itself. */
export interface OwnTypes {
  /** AMQP type definitions (`amqp.definitions`). */
  readonly amqpDefinitions: readonly string[];
  /** XML Schemas (`xmpp.schemas`). */
  readonly xmppSchemas: readonly string[];
}

/** What the project says about traffic that is shown. Never stored with a unit: a saved change judges old units again. */
export interface ProjectContext extends OwnTypes {
  /** The severities that the project sets, by rule. */
  readonly rules: RuleSettings;
}

/** A unit about whose place nothing is known. */
export const noContext: UnitContext = {};

/** No project: the standard types, the rules as they are. */
export const noProject: ProjectContext = { amqpDefinitions: [], xmppSchemas: [], rules: {} };

/** A failure that a peer reports: an iq error, a close with an error, a rejected delivery, a refused log-in. */
export interface Failure {
  /** The condition, as the protocol writes it: `item-not-found`, `amqp:not-found`, `auth`. */
  readonly condition: string;
  /** What the peer said about it, if it said anything. */
  readonly text?: string;
}

export interface ViewOptions {
  /** Shows passwords and tokens. */
  readonly secrets: boolean;
}

/** The bytes of a unit, and what a framer knows about them. */
export type UnitBytes = Pick<FramedUnit, 'protocol' | 'kind' | 'bytes' | 'lossy'>;

/**
 * A unit that is decoded once, on demand, and shared by every view on it. No function throws, whatever the bytes.
 * Findings are not part of it: a judge finds them (`issues`), and `placeIssues` puts them into the tree.
 */
export interface OpenUnit {
  readonly unit: UnitBytes;
  readonly context: UnitContext;
  readonly project: ProjectContext;
  /** Performative or element name: `transfer`, `message`, `AMQP header`, `stream`. */
  readonly name: string;
  /** AMQP: the channel. */
  readonly channel: number | undefined;
  /** One line, for a list; secrets are masked. */
  summary(): string;
  failure(): Failure | undefined;
  /** The bytes that must be masked unless somebody asks to see them, in order. */
  secrets(): readonly SecretRange[];
  tree(options: ViewOptions): InspectNode;
  /** What `decode --format jsonl` writes of the unit's content, as it crossed the wire. */
  json(): JsonObject;
  /** The language of `text`; undefined where the protocol has no such form. */
  readonly language: TextLanguage | undefined;
  /** The unit as people write it. */
  text(): string | undefined;
  /** What it carries for applications; empty where it carries nothing. */
  bodies(options: ViewOptions): readonly UnitBody[];
  /** Lets go of what was decoded, where that takes much memory; it is decoded again on demand. */
  forget?(): void;
}

/** Shows the units of one protocol. */
export interface Codec {
  readonly protocol: ProtocolName;
  /** Opens a unit; nothing is decoded yet. */
  open(unit: UnitBytes, context: UnitContext, project: ProjectContext): OpenUnit;
}

/** Finds what is wrong with the units of one protocol. A module apart from the codec: the panel's page gets findings as data. */
export interface Judge {
  /**
   * Findings of a unit that was opened by the codec of the same protocol, with the severities of its project.
   * @param least findings below this severity may be missing: hints cost something to find
   */
  issues(unit: OpenUnit, least: Severity): readonly Issue[];
  /** Findings with the severities of a project, without those that are off: for what only the conversation finds. */
  rate(issues: readonly Issue[], project: ProjectContext): readonly Issue[];
}
