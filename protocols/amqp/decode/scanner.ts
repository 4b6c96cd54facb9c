import { byteAt } from '../types/bytes.ts';
import { byteRules } from '../rules/bytes.ts';
import type { Catalogue } from '../types/catalogue.ts';
import { mayBeLong, shorterCode } from '../types/shortest.ts';
import {
  isKnown,
  layoutOf,
  layouts,
  noShortScalar,
  primitiveOf,
  shortScalar,
  sized,
  widthOf,
} from '../types/formats.ts';
import { uint32At, uint64At } from '../types/scalar.ts';
import { firstNonAscii, textAt } from '../types/text.ts';
import { notHere, plain, type DescribedUse, type FieldUse, type TypeUse } from '../types/uses.ts';
import { ArrayScanner } from './array-scanner.ts';
import { acceptsCode, checkContentCode, checkDescribed, checkScalar, checkUse, needsCheck } from './checks.ts';
import {
  checkLeftOut,
  checkRest,
  countTooLarge,
  cutToSize,
  reportMissing,
  reportOddCount,
  reportSurplus,
} from './compound-checks.ts';
import { checkContents } from './contents.ts';
import type { DecodeLimits } from './limits.ts';
import { unreadable } from './scan-state.ts';
import {
  bodyOf,
  brokenFlag,
  describedFlag,
  elementFlag,
  endOf,
  entrySize,
  infoOf,
  longFlag,
  nextOf,
  startOf,
  typeShift,
} from './tape.ts';
import { tooDeep, tooMany, truncated, unknownCode } from './unread.ts';
import { withArticle } from './wording.ts';

/**
 * Reads AMQP values in one pass over the bytes: writes them on the tape, and checks them against the specification (AMQP 1.0,
 * part 1) and against the types that the catalogue knows. Every byte of what it is given ends up in one entry without parts,
 * or in the constructor of one with parts. It never throws, and never reads beyond the bytes.
 */
export class Scanner extends ArrayScanner {
  private depth = 0;

  /** Begins a unit; what was read before stays with its reader. */
  begin(bytes: Uint8Array, catalogue: Catalogue, limits: DecodeLimits): void {
    this.beginState(bytes, catalogue, limits);
    this.depth = 0;
    this.emptyLeft = limits.emptyElements + bytes.length;
    this.beginUnit(limits.values);
  }

  /** Reads the value whose constructor is at `at` (< `limit`), and nothing from `limit` on. Gives the byte after it, or `unreadable`. */
  value(at: number, limit: number, use: TypeUse | null): number {
    const code = byteAt(this.bytes, at);
    const slot = this.at;
    const end = this.short(at, limit, code);
    if (end === unreadable) return this.anyValue(at, limit, code, use);
    if (use !== null && use.table[code] !== plain)
      this.checkUse(slot - this.base, use, code, at, this.tape[slot + bodyOf] ?? 0, end);
    return end;
  }

  /**
   * Reads a scalar of few bytes, which most values are, without regard to what may stand here. Gives `unreadable`, and writes
   * nothing, for all else: that goes the long way.
   */
  private short(at: number, limit: number, code: number): number {
    const { bytes, tape, at: slot } = this;
    const kind = byteAt(shortScalar, code);
    if (kind === noShortScalar || slot >= this.fence) return unreadable;
    let body = at + 1;
    let end = body + kind;
    if (kind === sized) {
      if (body >= limit) return unreadable;
      end = body + 1 + byteAt(bytes, body);
      body++;
    }
    if (end > limit) return unreadable;
    const next = slot + entrySize;
    this.at = next;
    tape[slot] = at;
    tape[slot + bodyOf] = body;
    tape[slot + endOf] = end;
    tape[slot + infoOf] = code;
    tape[slot + nextOf] = next - this.base;
    if (kind === sized ? code !== 0xa0 && firstNonAscii(bytes, body, end) >= 0 : needsCheck[code] === 1)
      checkScalar(this, slot - this.base, code, at, body, end, true);
    return end;
  }

  private checkUse(entry: number, use: TypeUse, code: number, start: number, body: number, end: number): void {
    if (acceptsCode(this, use, code, start, entry) && !use.isPlain) checkUse(this, entry, code, start, body, end, use);
  }

  private anyValue(at: number, limit: number, code: number, use: TypeUse | null): number {
    const entry = this.reserve();
    let end: number;
    if (this.at > this.lastSlot) end = tooMany(this, at, limit);
    else if (code === 0) end = this.described(entry, at, limit, use);
    else
      end = this.data(
        entry,
        at,
        at + 1,
        code,
        limit,
        use !== null && acceptsCode(this, use, code, at, entry) ? use : null,
        0,
        null,
      );
    if (end === unreadable) this.at = this.base + entry;
    return end;
  }

  private described(entry: number, at: number, limit: number, use: TypeUse | null): number {
    const type = this.descriptor(at + 1, limit);
    if (type === null) return unreadable;
    const constructor = this.afterDescriptor;
    if (use !== null) checkDescribed(this, use, type, entry, at, constructor);
    if (constructor >= limit) return truncated(this, 'the value after this descriptor', at, limit);
    const code = byteAt(this.bytes, constructor);
    const info = describedFlag | ((type?.index ?? 0) << typeShift);
    const fits = type?.use.table[code] !== notHere || checkContentCode(this, type, code, entry, at, constructor);
    if (code === 0) {
      const end = this.nested(constructor, limit);
      if (end !== unreadable) this.fill(entry, at, constructor, end, info);
      return end;
    }
    return fits
      ? this.data(entry, at, constructor + 1, code, limit, type?.use ?? null, info, type ?? null)
      : this.data(entry, at, constructor + 1, code, limit, null, info, null);
  }

  private nested(at: number, limit: number): number {
    if (this.depth >= this.limits.depth) return tooDeep(this, at, limit);
    this.depth++;
    const end = this.value(at, limit, null);
    this.depth--;
    return end;
  }

  /** Reads a descriptor: its type where it is known, null where it cannot be read. The place after it stays in a field. */
  protected override descriptor(at: number, limit: number): DescribedUse | undefined | null {
    const { bytes } = this;
    if (at < limit && bytes[at] === 0x53 && at + 1 < limit) {
      this.fill(this.reserve(), at, at + 1, at + 2, 0x53);
      this.afterDescriptor = at + 2;
      return this.catalogue.small[byteAt(bytes, at + 1)];
    }
    if (at >= limit) {
      truncated(this, 'a descriptor', at, limit);
      return null;
    }
    const entry = this.nextEntry;
    const end = this.nested(at, limit);
    if (end === unreadable) return null;
    this.afterDescriptor = end;
    const code = byteAt(bytes, at);
    const body = this.read(entry, bodyOf);
    if (code === 0x80) return this.catalogue.find(uint64At(bytes, body));
    if (code === 0x44) return this.catalogue.small[0];
    if (code === 0xa3 || code === 0xb3) return this.catalogue.find(textAt(bytes, body, end));
    this.report(
      byteRules.descriptorType,
      `This descriptor is ${code === 0 ? 'a described value' : withArticle(primitiveOf(code))}. Use a symbol or a ulong: other types are reserved.`,
      at,
      end - at,
      entry,
    );
    return undefined;
  }

  /** Reads what follows a constructor. `at` is the byte after the format code, or the first byte of an array's element. */
  protected override data(
    entry: number,
    start: number,
    at: number,
    code: number,
    limit: number,
    use: TypeUse | null,
    info: number,
    type: DescribedUse | null,
  ): number {
    if (isKnown[code] === 0) return unknownCode(this, entry, start, at, code, limit);
    const layout = byteAt(layoutOf, code);
    let body = at;
    let end = at + byteAt(widthOf, code);
    if (layout !== layouts.fixed) {
      const width = (layout & 1) === 1 ? 4 : 1;
      body = at + width;
      if (body > limit) return truncated(this, `the size of ${withArticle(primitiveOf(code))}`, start, limit);
      const size = width === 4 ? uint32At(this.bytes, at) : byteAt(this.bytes, at);
      if (layout >= layouts.compound8)
        return this.compound(entry, start, at, width, size, code, limit, use, info, type);
      end = body + size;
    }
    if (end > limit)
      return truncated(this, `${withArticle(primitiveOf(code))} with ${end - body} bytes of data`, start, limit);
    this.fill(entry, start, body, end, info | code);
    if (code === 0x45) {
      if (type?.fields != null) checkLeftOut(this, entry, start, end, type, 0);
      return end;
    }
    checkScalar(this, entry, code, start, body, end, (info & elementFlag) === 0);
    if (use?.isPlain === false) checkUse(this, entry, code, start, body, end, use);
    return end;
  }

  private compound(
    entry: number,
    start: number,
    sizeAt: number,
    width: number,
    size: number,
    code: number,
    limit: number,
    use: TypeUse | null,
    info: number,
    type: DescribedUse | null,
  ): number {
    const countAt = sizeAt + width;
    const body = countAt + width;
    if (body > limit) return truncated(this, `size and count of ${withArticle(primitiveOf(code))}`, start, limit);
    let end = countAt + size;
    this.fill(entry, start, body, end, info | code);
    if (size < width || end > limit) end = cutToSize(this, entry, code, sizeAt, width, size, limit);
    const count = width === 4 ? uint32At(this.bytes, countAt) : byteAt(this.bytes, countAt);
    const reached = this.inside(entry, body, end, count, code, use, type);
    if (reached < end) {
      if (reached !== unreadable) checkRest(this, entry, code, reached, end);
      this.gap(reached === unreadable ? body : reached, end);
      this.mark(entry, brokenFlag);
    }
    this.close(entry, end);
    if (
      (info & elementFlag) === 0 &&
      mayBeLong[code] === 1 &&
      shorterCode(this.bytes, code, end, count, end - start) !== 0
    )
      this.mark(entry, longFlag);
    if (code === 0xc1 || code === 0xd1) {
      if ((count & 1) === 1) reportOddCount(this, entry, count, countAt, width);
      checkContents(this, entry, use?.check ?? null);
    }
    return end;
  }

  /** Reads a compound's parts; gives the byte after the last one, or `unreadable` where it is not looked into. */
  private inside(
    entry: number,
    body: number,
    end: number,
    count: number,
    code: number,
    use: TypeUse | null,
    type: DescribedUse | null,
  ): number {
    if (this.depth >= this.limits.depth) return tooDeep(this, body, end);
    this.depth++;
    const isArray = byteAt(layoutOf, code) >= layouts.array8;
    const reached = isArray
      ? this.array(entry, body, end, count, use)
      : type?.fields != null
        ? this.fields(entry, body, end, count, type, type.fields)
        : this.parts(entry, body, end, count);
    this.depth--;
    return reached;
  }

  /** The elements of a list, or a map's keys and values in turn. */
  private parts(entry: number, body: number, end: number, count: number): number {
    let at = body;
    this.field = null;
    for (let i = 0; i < count; i++) {
      if (at >= end) {
        countTooLarge(this, entry, count, i, body);
        return at;
      }
      const code = byteAt(this.bytes, at);
      let next = this.short(at, end, code);
      if (next === unreadable) next = this.anyValue(at, end, code, null);
      if (next === unreadable) {
        this.mark(entry, brokenFlag);
        return at;
      }
      at = next;
    }
    return at;
  }

  /** The fields of a composite. */
  private fields(
    entry: number,
    body: number,
    end: number,
    count: number,
    type: DescribedUse,
    fields: readonly FieldUse[],
  ): number {
    let at = body;
    const written = Math.min(count, fields.length);
    let next: number;
    for (let i = 0; i < written; i++) {
      if (at >= end) {
        countTooLarge(this, entry, count, i, body);
        break;
      }
      const field = fields[i];
      if (field === undefined) break;
      const code = byteAt(this.bytes, at);
      if (code === 0x40 && field.mandatory) reportMissing(this, entry, type, field, at, at + 1);
      const isPlain = code === 0x40 || field.use.table[code] === plain;
      next = isPlain ? this.short(at, end, code) : unreadable;
      if (next === unreadable) {
        this.field = field;
        this.holder = type;
        next =
          field.multiple && (code === 0xe0 || code === 0xf0)
            ? this.multiple(at, end, code, field)
            : this.value(at, end, code === 0x40 ? null : field.use);
      }
      if (next === unreadable) {
        this.mark(entry, brokenFlag);
        return at;
      }
      at = next;
    }
    if (count < fields.length) {
      if (count < type.mandatoryEnd) checkLeftOut(this, entry, this.read(entry, startOf), end, type, count);
    } else if (count > fields.length && at < end) {
      reportSurplus(this, entry, type, count, at, end);
      return this.parts(entry, at, end, count - fields.length);
    }
    return at;
  }
}
