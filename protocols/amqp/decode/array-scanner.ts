import { byteRules } from '../rules/bytes.ts';
import { byteAt } from '../types/bytes.ts';
import { hexCode, isKnown, layoutOf, layouts, widthOf } from '../types/formats.ts';
import type { DescribedUse, FieldUse, TypeUse } from '../types/uses.ts';
import { acceptsCode, checkContentCode, checkDescribed } from './checks.ts';
import { countTooLarge, reportMissing } from './compound-checks.ts';
import { ScanState, unreadable } from './scan-state.ts';
import { brokenFlag, describedFlag, elementFlag, entrySize, nextOf, startOf, typeShift } from './tape.ts';
import { tooMany, truncated } from './unread.ts';

/** Reads arrays, whose elements share one constructor (AMQP 1.0, 1.6.24). */
export abstract class ArrayScanner extends ScanState {
  /** Elements of no bytes that may still be written down. */
  protected emptyLeft = 0;
  /** The byte after the descriptor that was read last. */
  protected afterDescriptor = 0;

  /** Reads a descriptor: its type where it is known, null where it cannot be read. The place after it stays in a field. */
  protected abstract descriptor(at: number, limit: number): DescribedUse | undefined | null;

  /** Reads what follows a constructor. `at` is the byte after the format code, or the first byte of an array's element. */
  protected abstract data(
    entry: number,
    start: number,
    at: number,
    code: number,
    limit: number,
    use: TypeUse | null,
    info: number,
    type: DescribedUse | null,
  ): number;

  /** The place on the slab that a unit of as many values as are looked at would reach. */
  protected get lastSlot(): number {
    return this.base + this.limits.values * entrySize;
  }

  /** The array form of a field that may have several values (AMQP 1.0, 1.4). */
  protected multiple(at: number, limit: number, code: number, field: FieldUse): number {
    const entry = this.reserve();
    const holder = this.holder;
    const end = this.data(entry, at, at + 1, code, limit, field.use, 0, null);
    if (end === unreadable) this.at = this.base + entry;
    else if (field.mandatory && this.read(entry, nextOf) === entry + entrySize && holder !== null)
      reportMissing(this, entry, holder, field, at, end);
    return end;
  }

  /** The constructor and the elements of an array (AMQP 1.0, 1.6.24). */
  protected array(entry: number, body: number, end: number, count: number, use: TypeUse | null): number {
    let at = body;
    let type: DescribedUse | undefined;
    let described = false;
    while (at < end && this.bytes[at] === 0) {
      const found = this.descriptor(at + 1, end);
      if (found === null) return this.stop(entry, at);
      if (!described && use !== null) checkDescribed(this, use, found, entry, at, this.afterDescriptor);
      if (!described) type = found;
      described = true;
      at = this.afterDescriptor;
    }
    if (at >= end) {
      truncated(this, 'the constructor of an array’s elements', body, end);
      return this.stop(entry, at);
    }
    const code = byteAt(this.bytes, at);
    if (isKnown[code] === 0) {
      this.report(
        byteRules.formatCode,
        `${hexCode(code)} is not a format code that the specification defines, so that the array’s elements cannot be read.`,
        at,
        1,
        entry,
      );
      return this.stop(entry, at);
    }
    let content: TypeUse | null = null;
    if (described)
      content = type !== undefined && checkContentCode(this, type, code, entry, body, at) ? type.use : null;
    else if (use !== null && acceptsCode(this, use, code, at, entry)) content = use;
    const info = elementFlag | (described ? describedFlag | ((type?.index ?? 0) << typeShift) : 0);
    return this.elements(
      entry,
      at + 1,
      end,
      count,
      code,
      content,
      info,
      content !== null && described ? (type ?? null) : null,
    );
  }

  private elements(
    entry: number,
    body: number,
    end: number,
    count: number,
    code: number,
    use: TypeUse | null,
    info: number,
    type: DescribedUse | null,
  ): number {
    const isEmpty = layoutOf[code] === layouts.fixed && widthOf[code] === 0;
    if (isEmpty && count > this.emptyLeft) {
      this.report(
        byteRules.valueLimit,
        `This array counts ${count} elements of no bytes each (${hexCode(code)}): they are not shown one by one.`,
        this.read(entry, startOf),
        body - this.read(entry, startOf),
        entry,
      );
      return this.stop(entry, body);
    }
    if (isEmpty) this.emptyLeft -= count;
    let at = body;
    for (let i = 0; i < count; i++) {
      if (at >= end && !isEmpty) {
        countTooLarge(this, entry, count, i, body);
        return at;
      }
      const element = this.reserve();
      const next =
        this.at > this.lastSlot ? tooMany(this, at, end) : this.data(element, at, at, code, end, use, info, type);
      if (next === unreadable) {
        this.at = this.base + element;
        return this.stop(entry, at);
      }
      at = next;
    }
    return at;
  }

  private stop(entry: number, at: number): number {
    this.mark(entry, brokenFlag);
    return at;
  }
}
