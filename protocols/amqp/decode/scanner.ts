import { capital } from '../../core/index.ts';
import { byteAt } from '../types/bytes.ts';
import { byteRules } from '../rules/bytes.ts';
import type { Catalogue } from '../types/catalogue.ts';
import { mayBeLong, shorterCode } from '../types/shortest.ts';
import {
  hexCode,
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
import { acceptsCode, checkContentCode, checkDescribed, checkScalar, checkUse, needsCheck } from './checks.ts';
import { checkContents } from './contents.ts';
import { defaultLimits, type DecodeLimits } from './limits.ts';
import { ScanState } from './scan-state.ts';
import {
  bodyOf,
  brokenFlag,
  describedFlag,
  elementFlag,
  endOf,
  entrySize,
  gapFlag,
  infoOf,
  longFlag,
  nextOf,
  startOf,
  typeShift,
} from './tape.ts';
import { sentenceArticle, withArticle } from './wording.ts';

/** What a reader answers where not even the value's end can be told; an issue then says why. */
export const unreadable = -1;

/**
 * Reads AMQP values in one pass over the bytes: writes them on the tape, and checks them against the specification (AMQP 1.0,
 * part 1) and against the types that the catalogue knows. Every byte of what it is given ends up in one entry without parts,
 * or in the constructor of one with parts. It never throws, and never reads beyond the bytes.
 */
export class Scanner extends ScanState {
  private limits: DecodeLimits = defaultLimits;
  private depth = 0;
  private emptyLeft = 0;
  private afterDescriptor = 0;

  /** Begins a unit; what was read before stays with its reader. */
  begin(bytes: Uint8Array, catalogue: Catalogue, limits: DecodeLimits): void {
    this.beginState(bytes, catalogue, limits.findings);
    this.limits = limits;
    this.depth = 0;
    this.emptyLeft = limits.emptyElements + bytes.length;
    this.beginUnit(limits.values);
  }

  /** Reads the value whose constructor is at `at` (< `limit`), and nothing from `limit` on. Gives the byte after it, or `unreadable`. */
  value(at: number, limit: number, use: TypeUse | null): number {
    const { bytes, tape, at: slot } = this;
    const code = byteAt(bytes, at);
    // Most values are scalars of few bytes: they are read here, without a call. All else goes the long way.
    const kind = byteAt(shortScalar, code);
    if (kind !== noShortScalar && slot < this.fence) {
      let body = at + 1;
      let end = body + kind;
      if (kind === sized) {
        // The size of a value that is cut off here is one that does not fit.
        end = body < limit ? body + 1 + byteAt(bytes, body) : limit + 1;
        body++;
      }
      if (end <= limit) {
        const next = slot + entrySize;
        this.at = next;
        tape[slot] = at;
        tape[slot + bodyOf] = body;
        tape[slot + endOf] = end;
        tape[slot + infoOf] = code;
        tape[slot + nextOf] = next - this.base;
        if (kind === sized ? code !== 0xa0 && firstNonAscii(bytes, body, end) >= 0 : needsCheck[code] === 1)
          checkScalar(this, slot - this.base, code, at, body, end, true);
        if (use !== null && use.table[code] !== plain) this.checkUse(slot - this.base, use, code, at, body, end);
        return end;
      }
    }
    return this.anyValue(at, limit, code, use);
  }

  /** Writes down a null. */
  private nothing(at: number): number {
    const { tape, at: slot } = this;
    const next = slot + entrySize;
    this.at = next;
    tape[slot] = at;
    tape[slot + bodyOf] = at + 1;
    tape[slot + endOf] = at + 1;
    tape[slot + infoOf] = 0x40;
    tape[slot + nextOf] = next - this.base;
    return at + 1;
  }

  private checkUse(entry: number, use: TypeUse, code: number, start: number, body: number, end: number): void {
    if (acceptsCode(this, use, code, start, entry) && !use.isPlain) checkUse(this, entry, code, start, body, end, use);
  }

  private anyValue(at: number, limit: number, code: number, use: TypeUse | null): number {
    const entry = this.reserve();
    let end: number;
    if (this.at > this.lastSlot) end = this.tooMany(at, limit);
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

  /** The place on the slab that a unit of as many values as are looked at would reach. */
  private get lastSlot(): number {
    return this.base + this.limits.values * entrySize;
  }

  private described(entry: number, at: number, limit: number, use: TypeUse | null): number {
    const type = this.descriptor(at + 1, limit);
    if (type === null) return unreadable;
    const constructor = this.afterDescriptor;
    if (use !== null) checkDescribed(this, use, type, entry, at, constructor);
    if (constructor >= limit) return this.truncated('the value after this descriptor', at, limit);
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
    if (this.depth >= this.limits.depth) return this.tooDeep(at, limit);
    this.depth++;
    const end = this.value(at, limit, null);
    this.depth--;
    return end;
  }

  /** Reads a descriptor: its type where it is known, null where it cannot be read. The place after it stays in a field. */
  private descriptor(at: number, limit: number): DescribedUse | undefined | null {
    const { bytes } = this;
    if (at < limit && bytes[at] === 0x53 && at + 1 < limit) {
      this.fill(this.reserve(), at, at + 1, at + 2, 0x53);
      this.afterDescriptor = at + 2;
      return this.catalogue.small[byteAt(bytes, at + 1)];
    }
    if (at >= limit) {
      this.truncated('a descriptor', at, limit);
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
  private data(
    entry: number,
    start: number,
    at: number,
    code: number,
    limit: number,
    use: TypeUse | null,
    info: number,
    type: DescribedUse | null,
  ): number {
    if (isKnown[code] === 0) return this.unknownCode(entry, start, at, code, limit);
    const layout = byteAt(layoutOf, code);
    let body = at;
    let end = at + byteAt(widthOf, code);
    if (layout !== layouts.fixed) {
      const width = (layout & 1) === 1 ? 4 : 1;
      body = at + width;
      if (body > limit) return this.truncated(`the size of ${withArticle(primitiveOf(code))}`, start, limit);
      const size = width === 4 ? uint32At(this.bytes, at) : byteAt(this.bytes, at);
      if (layout >= layouts.compound8)
        return this.compound(entry, start, at, width, size, code, limit, use, info, type);
      end = body + size;
    }
    if (end > limit)
      return this.truncated(`${withArticle(primitiveOf(code))} with ${end - body} bytes of data`, start, limit);
    this.fill(entry, start, body, end, info | code);
    if (code === 0x45) {
      if (type?.fields != null) this.noFields(entry, start, end, type, type.fields, 0);
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
    if (body > limit) return this.truncated(`size and count of ${withArticle(primitiveOf(code))}`, start, limit);
    let end = countAt + size;
    this.fill(entry, start, body, end, info | code);
    if (size < width) {
      this.report(
        byteRules.compoundSize,
        `The size of this ${primitiveOf(code)} is ${size}, but it must count at least the ${width === 1 ? 'byte' : 'four bytes'} of the count.`,
        sizeAt,
        width,
        entry,
      );
      end = body;
      this.mark(entry, brokenFlag);
    } else if (end > limit) {
      this.report(
        byteRules.compoundSize,
        `The size of this ${primitiveOf(code)} is ${size} bytes, but what holds it has only ${limit - countAt} left.`,
        sizeAt,
        width,
        entry,
      );
      end = limit;
      this.mark(entry, brokenFlag);
    }
    const count = width === 4 ? uint32At(this.bytes, countAt) : byteAt(this.bytes, countAt);
    const reached = this.inside(entry, body, end, count, code, use, type);
    if (reached < end) {
      if (reached !== unreadable && (this.read(entry, infoOf) & brokenFlag) === 0)
        this.report(
          byteRules.compoundSize,
          `The size of this ${primitiveOf(code)} leaves ${end - reached} ${end - reached === 1 ? 'byte' : 'bytes'} after its last element.`,
          reached,
          end - reached,
          entry,
        );
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
      if ((count & 1) === 1)
        this.report(
          byteRules.mapPairs,
          `This map counts ${count} keys and values, so that its last key has no value.`,
          countAt,
          width,
          entry,
        );
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
    if (this.depth >= this.limits.depth) return this.tooDeep(body, end);
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

  private countTooLarge(entry: number, count: number, found: number, offset: number): void {
    this.report(
      byteRules.compoundCount,
      `The count is ${count}, but the size has room for ${found}.`,
      this.read(entry, startOf),
      Math.max(1, offset - this.read(entry, startOf)),
      entry,
    );
    this.mark(entry, brokenFlag);
  }

  /** The elements of a list, or a map's keys and values in turn. */
  private parts(entry: number, body: number, end: number, count: number): number {
    let at = body;
    this.field = null;
    for (let i = 0; i < count; i++) {
      if (at >= end) {
        this.countTooLarge(entry, count, i, body);
        return at;
      }
      const next = this.value(at, end, null);
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
        this.countTooLarge(entry, count, i, body);
        break;
      }
      const field = fields[i];
      if (field === undefined) break;
      const code = byteAt(this.bytes, at);
      if (code === 0x40) {
        if (field.mandatory) this.missing(entry, type, field, at, at + 1);
        next = this.at < this.fence ? this.nothing(at) : this.value(at, end, null);
      } else {
        this.field = field;
        this.holder = type;
        next =
          field.multiple && (code === 0xe0 || code === 0xf0)
            ? this.multiple(at, end, code, field)
            : this.value(at, end, field.use);
      }
      if (next === unreadable) {
        this.mark(entry, brokenFlag);
        return at;
      }
      at = next;
    }
    if (count < fields.length) {
      if (count < type.mandatoryEnd) this.noFields(entry, this.read(entry, startOf), end, type, fields, count);
    } else if (count > fields.length && at < end) {
      this.report(
        byteRules.tooManyFields,
        `${sentenceArticle(type.name)} has ${fields.length} fields, but ${count} are written. Remove the rest.`,
        at,
        end - at,
        entry,
      );
      return this.parts(entry, at, end, count - fields.length);
    }
    return at;
  }

  /** Reports the mandatory ones of the fields that a list leaves out at its end. */
  private noFields(
    entry: number,
    start: number,
    end: number,
    type: DescribedUse,
    fields: readonly FieldUse[],
    from: number,
  ): void {
    for (let i = from; i < type.mandatoryEnd; i++) {
      const field = fields[i];
      if (field?.mandatory === true) this.missing(entry, type, field, start, end);
    }
  }

  private missing(entry: number, type: DescribedUse, field: FieldUse, start: number, end: number): void {
    this.report(
      byteRules.mandatoryField,
      `${sentenceArticle(type.name)} needs ${field.name}, which is mandatory. Give it a value.`,
      start,
      end - start,
      entry,
      type.definition.section,
    );
  }

  /** The array form of a field that may have several values (AMQP 1.0, 1.4). */
  private multiple(at: number, limit: number, code: number, field: FieldUse): number {
    const entry = this.reserve();
    const holder = this.holder;
    const end = this.data(entry, at, at + 1, code, limit, field.use, 0, null);
    if (end === unreadable) this.at = this.base + entry;
    else if (field.mandatory && this.read(entry, nextOf) === entry + entrySize && holder !== null)
      this.missing(entry, holder, field, at, end);
    return end;
  }

  /** The constructor and the elements of an array (AMQP 1.0, 1.6.24). */
  private array(entry: number, body: number, end: number, count: number, use: TypeUse | null): number {
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
      this.truncated('the constructor of an array’s elements', body, end);
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
        this.countTooLarge(entry, count, i, body);
        return at;
      }
      const element = this.reserve();
      const next =
        this.at > this.lastSlot ? this.tooMany(at, end) : this.data(element, at, at, code, end, use, info, type);
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

  /** Codes that are not defined tell by their upper half how long their data is (AMQP 1.0, 1.2), so that reading can go on. */
  private unknownCode(entry: number, start: number, at: number, code: number, limit: number): number {
    const layout = byteAt(layoutOf, code);
    this.report(
      byteRules.formatCode,
      `${hexCode(code)} is not a format code that the specification defines.`,
      at - 1,
      1,
      entry,
    );
    if (layout === layouts.invalid) return unreadable;
    let end = at + byteAt(widthOf, code);
    if (layout !== layouts.fixed) {
      const width = (layout & 1) === 1 ? 4 : 1;
      if (at + width > limit) return unreadable;
      end = at + width + (width === 4 ? uint32At(this.bytes, at) : byteAt(this.bytes, at));
    }
    if (end > limit) return unreadable;
    this.fill(entry, start, start, end, gapFlag);
    return end;
  }

  private truncated(what: string, start: number, limit: number): number {
    this.report(
      byteRules.truncatedValue,
      `${capital(what)} does not fit: only ${Math.max(0, limit - start)} bytes are left here.`,
      Math.min(start, limit),
      Math.max(0, limit - start),
    );
    return unreadable;
  }

  private tooDeep(at: number, limit: number): number {
    this.report(
      byteRules.nestingDepth,
      `Values are nested deeper than ${this.limits.depth} levels: what lies deeper is not shown.`,
      at,
      limit - at,
    );
    return unreadable;
  }

  private tooMany(at: number, limit: number): number {
    this.report(
      byteRules.valueLimit,
      `There are more than ${this.limits.values} values in one unit: the rest is not shown.`,
      at,
      limit - at,
    );
    return unreadable;
  }
}
