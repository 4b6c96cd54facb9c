import {
  countNumbers,
  formatCount,
  hasNumber,
  hexDump,
  numbersOf,
  spacedHex,
  toBase64,
  type FollowedKind,
  type NumberRanges,
} from '../../../protocols/core/index.ts';
import { nodeById, pathText, type InspectNode, type TrafficRow } from '../../../protocols/core/inspect/index.ts';
import type { Content, fromPage, MenuAction, MenuTarget, UnitAnswer } from '../messages.ts';
import { columns } from '../model/columns.ts';
import { bytesTerm, cellTerm, nodeTerm, withTerm } from '../model/filter-terms.ts';
import { mostMarks, withMarks, type PanelState } from '../model/state.ts';
import { unitFields, type CopiedUnit } from '../model/unit-copy.ts';
import { evictedText, openUnit, type LoadedUnit, type UnitModel } from '../model/unit.ts';
import { copyForms, copyUnits, isCopyAction, isManyAction, type CopyForm, type ManyAction } from './copying.ts';
import type { Selection } from './selection.ts';

/** What the menus need of the page. */
export interface MenuOwner {
  readonly unit: UnitModel;
  readonly selection: Selection;
  readonly state: PanelState;
  readonly connectionName: (connection: number) => string;
  rowOf(seq: number): TrafficRow | undefined;
  request(seq: number): Promise<UnitAnswer | null>;
  post(content: Content<typeof fromPage>): void;
  copy(text: string, what: string): void;
  say(text: string): void;
  /** Says something above the list, for all to see. */
  warn(text: string): void;
  jump(seq: number): Promise<void>;
  change(state: Partial<PanelState>): void;
  /** Writes the filter, and remembers it. */
  applyFilter(filter: string): void;
}

type MenuUnit = CopiedUnit & Pick<LoadedUnit, 'search' | 'templates'>;
type Run = (seq: number, target: MenuTarget) => Promise<void> | void;

/** What the commands of the menus do. What is selected stands for what a command does not name. */
export class Menu {
  readonly #owner: MenuOwner;
  readonly #runs: Readonly<Record<Exclude<MenuAction, ManyAction>, Run>>;

  constructor(owner: MenuOwner) {
    this.#owner = owner;
    const follow =
      (kind: FollowedKind): Run =>
      (seq) =>
        owner.applyFilter(`follow:${kind}=#${seq}`);
    this.#runs = {
      copyValue: (seq, { node }) => this.#copyNode(seq, node, 'the value', ({ value, label }) => value ?? label),
      copyPath: (seq, { node }) => this.#copyNode(seq, node, 'the path', ({ id }, { root }) => pathText(root, id)),
      copyFieldHex: (seq, { node }) =>
        this.#copyNode(seq, node, 'the bytes as hex', ({ range }, { bytes }) =>
          range === undefined ? undefined : spacedHex(bytes.subarray(...range)),
        ),
      copyBytesHex: (seq) => this.#copyBytes(seq, 'as hex', spacedHex),
      copyBytesBase64: (seq) => this.#copyBytes(seq, 'as base64', toBase64),
      copyBytesDump: (seq) => this.#copyBytes(seq, 'as a dump', hexDump),
      openTemplate: (seq) => this.#template(seq, false),
      editAgain: (seq) => this.#template(seq, true),
      goToPair: (seq) => this.#goToPair(seq),
      setTimeReference: (seq) => this.#setReference(seq),
      clearTimeReference: () => this.#clearReference(),
      selectForCompare: (seq) => {
        owner.change({ compare: seq });
        owner.say(`#${seq} is selected to be compared.`);
      },
      compareWithSelected: (seq) => this.#compare(seq),
      filterBy: (seq, target) => this.#filter(seq, target, ''),
      exclude: (seq, target) => this.#filter(seq, target, '-'),
      followIq: follow('iq'),
      followLink: follow('link'),
      followDelivery: follow('delivery'),
      followThread: follow('thread'),
      followJid: follow('jid'),
    };
  }

  /** Runs a command; the unit that is selected stands for one that is not named. */
  async run(action: MenuAction, target: MenuTarget): Promise<void> {
    const { selection } = this.#owner;
    const seq = target.seq ?? this.#owner.unit.seq;
    const units: NumberRanges =
      target.seq === undefined || selection.isPart(target.seq) ? selection.units : [[target.seq, target.seq]];
    if (isManyAction(action)) {
      if (units.length === 0) this.#owner.warn('No row is selected.');
      else if (isCopyAction(action)) await this.#copy(units, copyForms[action]);
      else if (action === 'exportUnits') this.#owner.post({ type: 'export', units });
      else this.#mark(units, action === 'mark');
    } else if (seq === null) this.#owner.say('No row is selected.');
    else await this.#runs[action](seq, target);
  }

  async #copy(units: NumberRanges, form: CopyForm): Promise<void> {
    const [[seq] = [0]] = units;
    if (countNumbers(units) > 1) {
      const open = (each: number): Promise<CopiedUnit | undefined> => this.#open(each, true);
      await copyUnits(units, form, {
        open,
        copy: (text, what) => this.#owner.copy(text, what),
        warn: (text) => this.#owner.warn(text),
      });
      return;
    }
    const unit = await this.#open(seq, form.masked);
    const text = unit === undefined ? undefined : form.write(unit);
    if (text !== undefined) this.#owner.copy(text, `#${seq} ${form.how}`);
  }

  async #copyNode(
    seq: number,
    id: string | undefined,
    what: string,
    write: (node: InspectNode, unit: CopiedUnit) => string | undefined,
  ): Promise<void> {
    const unit = await this.#open(seq);
    const node = unit === undefined ? undefined : nodeById(unit.root, id ?? this.#owner.unit.node ?? '');
    const text = unit === undefined || node === undefined ? undefined : write(node, unit);
    if (text !== undefined) this.#owner.copy(text, what);
  }

  /** The bytes that are selected, or all. */
  async #copyBytes(seq: number, how: string, write: (bytes: Uint8Array) => string): Promise<void> {
    const { range } = this.#owner.unit;
    const unit = await this.#open(seq);
    if (unit === undefined) return;
    const bytes = range === null ? unit.bytes : unit.bytes.subarray(range[0], range[1]);
    this.#owner.copy(write(bytes), `${range === null ? 'all' : 'the selected'} bytes ${how}`);
  }

  async #template(seq: number, again: boolean): Promise<void> {
    const unit = await this.#open(seq);
    if (unit === undefined) return;
    const { opened, templates, connectionName } = unit;
    const text = again ? templates.writeAgain(opened, connectionName) : templates.write(opened);
    if (text === undefined || opened.language === undefined)
      this.#owner.say(`#${seq} cannot be written as a ${again ? 'message or stanza to send' : 'template'}.`);
    else this.#owner.post({ type: 'template', language: opened.language, text, again });
  }

  async #goToPair(seq: number): Promise<void> {
    const peer = this.#owner.rowOf(seq)?.peer;
    if (peer === undefined) this.#owner.say(`#${seq} is not paired with another.`);
    else await this.#owner.jump(peer);
  }

  #mark(units: NumberRanges, marked: boolean): void {
    const count = countNumbers(units);
    if (marked && count > mostMarks) {
      this.#owner.warn(
        `At most ${formatCount(mostMarks)} units can be marked, and ${formatCount(count)} are selected.`,
      );
      return;
    }
    const others = this.#owner.state.marks.filter((each) => !hasNumber(units, each));
    this.#owner.change({ marks: marked ? withMarks([...others, ...numbersOf(units)]) : others });
    const what = count === 1 ? `#${units[0]?.[0] ?? ''} is` : `${formatCount(count)} units are`;
    this.#owner.say(marked ? `${what} marked.` : `${what} not marked any more.`);
  }

  #setReference(seq: number): void {
    const row = this.#owner.rowOf(seq);
    if (row === undefined) return;
    this.#owner.change({ reference: { seq, time: row.time } });
    this.#owner.say(`Times are relative to #${seq}.`);
  }

  #clearReference(): void {
    this.#owner.change({ reference: null });
    this.#owner.say('Times are times of day.');
  }

  async #compare(seq: number): Promise<void> {
    const other = this.#owner.state.compare;
    if (other === null) return;
    const [left, right] = await Promise.all([this.#open(other), this.#open(seq)]);
    if (left === undefined || right === undefined) return;
    const named = (unit: CopiedUnit): { readonly title: string; readonly text: string } => ({
      title: `#${unit.row.seq} ${unit.row.name}`,
      text: unitFields(unit),
    });
    this.#owner.post({ type: 'compare', left: named(left), right: named(right) });
  }

  async #filter(seq: number, { column, node }: MenuTarget, sign: '' | '-'): Promise<void> {
    const term = await this.#term(seq, column, node);
    if (term === undefined) this.#owner.say('There is nothing here to filter by.');
    else this.#owner.applyFilter(withTerm(this.#owner.state.filter, `${sign}${term}`));
  }

  async #term(seq: number, column: string | undefined, node: string | undefined): Promise<string | undefined> {
    const { unit: model, connectionName } = this.#owner;
    const row = this.#owner.rowOf(seq);
    const known = columns.find(({ id }) => id === column);
    if (known !== undefined)
      return row === undefined ? undefined : cellTerm(known.id, row, connectionName(row.connection));
    const unit = await this.#open(seq);
    if (unit === undefined) return undefined;
    if (node !== undefined) return nodeTerm(unit.root, node, unit.opened, unit.search);
    return model.range === null ? undefined : bytesTerm(unit.bytes.subarray(...model.range));
  }

  /** A unit with its bytes: as it is shown where it is selected, else with its secrets masked. */
  async #open(seq: number, masked = false): Promise<MenuUnit | undefined> {
    const { unit } = this.#owner.unit;
    if (unit?.row.seq === seq && !(masked && unit.secrets)) return unit;
    const answer = await this.#owner.request(seq);
    if (answer === null) {
      this.#owner.warn(evictedText(seq));
      return undefined;
    }
    const viewed = await openUnit(answer);
    return { ...answer, ...viewed, root: viewed.opened.tree({ secrets: false }) };
  }
}
