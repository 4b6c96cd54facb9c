import type { RuleSetting, SectionRef, Variable, VariableFault } from '../../../core/index.ts';
import type { CompositeDefinition, FieldDefinition } from '../../definitions/model.ts';
import type { Registry } from '../../definitions/registry.ts';
import type { NotationRule } from '../../rules/notation.ts';
import type { EncodeValue } from '../../encode/index.ts';
import type { PrimitiveName } from '../../value.ts';
import type { SourceNode, Span } from '../source/node.ts';
import type { KeyTable } from './model.ts';

/** What a value is expected to be. */
export interface Expected {
  /** The name of a type, or `*` for any. */
  readonly type: string;
  /** Archetypes of which a value must provide one. */
  readonly requires: readonly string[];
  readonly multiple: boolean;
  /** The key before it: what is missing in a composite is reported there. */
  readonly owner?: Span;
  /** The field that it stands in. */
  readonly field?: { readonly composite: CompositeDefinition; readonly definition: FieldDefinition };
  /** The application property that it is the value of. */
  readonly property?: string;
}

/** Any value. */
export const anything: Expected = { type: '*', requires: [], multiple: false };

export function expectType(type: string): Expected {
  return { type, requires: [], multiple: false };
}

/** A place in the text that completion and hover can say something about. */
export type Place = Span &
  (
    | { readonly kind: 'fields'; readonly composite: CompositeDefinition; readonly used: ReadonlySet<string> }
    | { readonly kind: 'field'; readonly composite: CompositeDefinition; readonly field: FieldDefinition }
    | { readonly kind: 'keys'; readonly table: KeyTable; readonly used: ReadonlySet<string> }
    | { readonly kind: 'key'; readonly table: KeyTable; readonly name: string }
    | { readonly kind: 'map'; readonly type: string; readonly used: ReadonlySet<string> }
    | { readonly kind: 'map-key'; readonly type: string; readonly name: string }
    | {
        readonly kind: 'value';
        readonly expected: Expected;
        readonly primitive?: PrimitiveName;
        readonly text?: string;
      }
    | { readonly kind: 'words'; readonly words: readonly string[]; readonly about: string }
    | { readonly kind: 'tag'; readonly text: string; readonly verbatim: boolean }
  );

/** What a finding says besides its rule. */
export interface Finding extends Span {
  readonly rule: NotationRule;
  readonly message: string;
  /** A closer section than the rule's own. */
  readonly section?: SectionRef;
  readonly severity?: RuleSetting;
  /** Something that is written here is not sent, although the rule alone would not keep it from being so. */
  readonly unsent?: boolean;
  /** What a variable lacks, where the finding is about one. */
  readonly variable?: VariableFault;
}

/** What reading needs to know, and where it tells what it finds. Offsets are those of the chunk that is read. */
export interface ReadContext {
  readonly registry: Registry;
  /** A variable's value; undefined where it is not known (yet): what depends on it is then not checked. */
  readonly resolve: (variable: Variable) => string | undefined;
  /** What is wrong with a variable, if anything is. */
  readonly variableProblem: (variable: Variable) => string | undefined;
  readonly report: (finding: Finding) => void;
  /** Something stands for a value that is not known yet: what is read is not what will be sent. */
  readonly unknown: () => void;
  readonly place: (place: Place) => void;
  /** Reads a value inside of another (`value.ts`), which knows the readers of its parts. */
  readonly readValue: (node: SourceNode, expected: Expected, context: ReadContext) => EncodeValue;
}
