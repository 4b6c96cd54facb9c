import {
  noBodies,
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
import {
  isTorn,
  parseUnit,
  summarizeUnit,
  unitBodies,
  unitSecrets,
  unitTree,
  type ParsedUnit,
  type UnitSummary,
} from '../inspect/index.ts';
import { failureOf } from './failure.ts';

/** What a secret byte is replaced by. */
const star = 0x2a;

/** A unit of XMPP, parsed once. */
export class XmppUnit implements OpenUnit {
  readonly unit: UnitBytes;
  readonly context: UnitContext;
  readonly project: ProjectContext;
  readonly channel = undefined;
  readonly language = 'xml';
  #parsed: ParsedUnit | undefined;
  #masked: ParsedUnit | undefined;
  #secrets: readonly SecretRange[] | undefined;
  #summary: UnitSummary | undefined;

  constructor(unit: UnitBytes, context: UnitContext, project: ProjectContext) {
    this.unit = unit;
    this.context = context;
    this.project = project;
  }

  get parsed(): ParsedUnit {
    return (this.#parsed ??= this.#parse(this.unit.bytes));
  }

  get name(): string {
    return this.#isKeepalive ? 'keepalive' : this.#summarized.name;
  }

  /** White space, of which a peer may send any amount. */
  get #isKeepalive(): boolean {
    return this.unit.kind === 'keepalive';
  }

  summary(): string {
    return this.#isKeepalive ? 'white space' : this.#summarized.summary;
  }

  failure(): Failure | undefined {
    return this.#isKeepalive ? undefined : failureOf(this.parsed);
  }

  secrets(): readonly SecretRange[] {
    return (this.#secrets ??= unitSecrets(this.unit.bytes, this.parsed));
  }

  tree({ secrets }: ViewOptions): InspectNode {
    return unitTree(secrets ? this.parsed : this.masked, this.unit.bytes.length);
  }

  bodies({ secrets }: ViewOptions): readonly UnitBody[] {
    return this.#isKeepalive ? noBodies : unitBodies(secrets ? this.parsed : this.masked);
  }

  json(): JsonObject {
    return this.#isKeepalive ? {} : { name: this.name, text: this.text() };
  }

  text(): string {
    return new TextDecoder().decode(this.unit.bytes);
  }

  forget(): void {
    this.#parsed = undefined;
    this.#masked = undefined;
  }

  /** The unit with an asterisk for each byte of a secret. */
  get masked(): ParsedUnit {
    if (this.#masked !== undefined) return this.#masked;
    const ranges = this.secrets();
    if (ranges.length === 0) return (this.#masked = this.parsed);
    const bytes = new Uint8Array(this.unit.bytes);
    for (const [start, end] of ranges) bytes.fill(star, start, end);
    return (this.#masked = this.#parse(bytes));
  }

  get #summarized(): UnitSummary {
    return (this.#summary ??= summarizeUnit(isTorn(this.parsed) ? this.masked : this.parsed));
  }

  #parse(bytes: Uint8Array): ParsedUnit {
    const { context, project, unit } = this;
    return parseUnit(bytes, context.namespaces, project.xmppSchemas, unit.kind === 'body');
  }
}
