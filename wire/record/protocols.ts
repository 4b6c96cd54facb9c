/** What recording and looking ask of each protocol, in one place. */
import {
  createAmqpFramer,
  decodeFrame,
  secretRangesAmqp,
  summarizeAmqp,
  trafficSettings,
  type Secrecy,
} from '../../protocols/amqp/index.ts';
import { registryOf } from '../../protocols/amqp/owntypes/index.ts';
import { issues091, secretRanges091, summarize091 } from '../../protocols/amqp091/index.ts';
import {
  gravest,
  secretBytes,
  withSettings,
  type Framer,
  type Issue,
  type ProtocolName,
  type RuleSettings,
  type Severity,
  type UnitKind,
} from '../../protocols/core/index.ts';
import {
  createXmppFramer,
  issuesXmpp,
  secretRangesXmpp,
  summarizeXmpp,
  type Declarations,
  type UnitContext,
} from '../../protocols/xmpp/index.ts';
import type { OwnTypes } from '../protocol.ts';

/** One unit of any protocol. */
export interface AnyUnit {
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  readonly bytes: Uint8Array;
  /** What of a unit of AMQP is secret by its place in the conversation. */
  readonly secrecy?: Secrecy | undefined;
  /** What the header of an XMPP stream declared. */
  readonly namespaces?: Declarations | undefined;
  /** What the connection's project defines for itself. */
  readonly types?: OwnTypes | undefined;
  /** The severities that it sets. */
  readonly rules?: RuleSettings | undefined;
}

/** A framer for one direction of a connection. */
export function createFramer(protocol: 'xmpp' | 'amqp'): Framer {
  return protocol === 'amqp' ? createAmqpFramer() : createXmppFramer();
}

/** What a list shows of a unit: one line on what matters in it, secrets masked, and its gravest finding if that is worth a mark. */
export interface Digest {
  readonly summary: string;
  readonly state?: Severity;
}

/** Decodes a unit for a list. */
export function digest(unit: AnyUnit): Digest {
  const { protocol, bytes } = unit;
  switch (protocol) {
    case 'amqp':
      return summarizeAmqp(bytes, {
        registry: registryOf(unit.types?.amqpDefinitions),
        rules: trafficSettings(unit.rules),
        secrecy: unit.secrecy,
      });
    case 'amqp-0-9-1':
      return { summary: summarize091(bytes).summary, ...stateOf(unit) };
    case 'xmpp':
      return summarizeXmpp(bytes, xmppContext(unit));
    case 'unknown':
      return { summary: `${bytes.length} bytes`, ...stateOf(unit) };
  }
}

function stateOf(unit: AnyUnit): Pick<Digest, 'state'> {
  const state = gravest(findIssues(unit));
  return state === undefined ? {} : { state };
}

/** The findings in a unit, with the severities that the project sets. */
export function findIssues(unit: AnyUnit): readonly Issue[] {
  return withSettings(allIssues(unit), unit.protocol === 'amqp' ? trafficSettings(unit.rules) : unit.rules);
}

function allIssues(unit: AnyUnit): readonly Issue[] {
  const { protocol, kind, bytes } = unit;
  switch (protocol) {
    case 'amqp':
      return decodeFrame(bytes, { registry: registryOf(unit.types?.amqpDefinitions) }).issues;
    case 'amqp-0-9-1':
      return issues091(bytes);
    case 'xmpp':
      return issuesXmpp(bytes, xmppContext(unit));
    case 'unknown':
      return kind === 'garbage'
        ? [
            {
              code: 'wire/garbage',
              severity: 'error',
              message: 'These bytes are not a valid frame or stanza.',
              offset: 0,
              length: bytes.length,
            },
          ]
        : [];
  }
}

/** The bytes that must be masked unless somebody asks to see them: start, and end behind the last. */
export function secretRanges(unit: AnyUnit): readonly (readonly [start: number, end: number])[] {
  const { protocol, bytes } = unit;
  switch (protocol) {
    case 'amqp':
      return secretRangesAmqp(bytes, { registry: registryOf(unit.types?.amqpDefinitions), secrecy: unit.secrecy });
    case 'amqp-0-9-1':
      return secretRanges091(bytes);
    case 'xmpp':
      return secretRangesXmpp(bytes, xmppContext(unit));
    case 'unknown':
      return secretBytes(bytes);
  }
}

function xmppContext({ namespaces, types, rules }: AnyUnit): UnitContext {
  return {
    ...(namespaces === undefined ? {} : { namespaces }),
    ...(types === undefined ? {} : { schemas: types.xmppSchemas }),
    ...(rules === undefined ? {} : { rules }),
  };
}
