import { capital, closest } from '../../core/index.ts';
import { compileElement, type CompiledElement } from './compile.ts';
import type { FormDefinition, Specification } from './definition.ts';
import type { CatalogueEntry } from '../specs/index.ts';

/** One namespace, ready to check with. */
export interface CompiledNamespace {
  readonly name: string;
  readonly specification: Specification;
  /** The elements that may be named from outside. Empty where the namespace is known by name only. */
  readonly elements: ReadonlyMap<string, CompiledElement>;
}

/** The specifications by namespace. Each namespace is compiled when it is first asked for. */
export class Model {
  readonly specifications: readonly Specification[];
  readonly #definedBy = new Map<string, Specification[]>();
  readonly #retired = new Map<string, readonly [sentence: string, specification: Specification]>();
  /** The id of the specification that takes the place of a namespace's own. */
  readonly #superseding = new Map<string, string>();
  readonly #compiled = new Map<string, CompiledNamespace>();
  readonly #near = new Map<string, string | undefined>();
  #roots: readonly CompiledElement[] | undefined;
  #forms: Map<string, readonly [Specification, () => FormDefinition]> | undefined;

  /** `catalogue` names the namespaces of which no more is known than the XEP that they belong to. */
  constructor(specifications: readonly Specification[], catalogue: readonly CatalogueEntry[] = []) {
    this.specifications = specifications;
    for (const specification of specifications) {
      for (const namespace in specification.namespaces) {
        const others = this.#definedBy.get(namespace);
        if (others === undefined) this.#definedBy.set(namespace, [specification]);
        else others.push(specification);
      }
      for (const namespace in specification.retired)
        this.#retired.set(namespace, [specification.retired[namespace] ?? '', specification]);
    }
    this.#addCatalogue(catalogue);
  }

  #addCatalogue(catalogue: readonly CatalogueEntry[]): void {
    const described = new Map(this.specifications.map((specification) => [specification.id, specification]));
    for (const [number, title, status, namespaces, supersededBy] of catalogue) {
      const id = `XEP-${String(number).padStart(4, '0')}`;
      const own = described.get(id);
      const specification: Specification = own ?? { id, title, status, depth: 'names' };
      const defined = Object.keys(own?.namespaces ?? {});
      for (const namespace of namespaces)
        if (!this.#definedBy.has(namespace)) this.#definedBy.set(namespace, [specification]);
      if (!outOfUse.has(status)) continue;
      const sentence = `${capital(title)} is ${status.toLowerCase()}${supersededBy === undefined ? '.' : `: ${supersededBy} takes its place.`}`;
      for (const namespace of [...namespaces, ...defined]) {
        const first = this.#definedBy.get(namespace)?.[0];
        if (first?.id !== id) continue;
        if (!this.#retired.has(namespace)) this.#retired.set(namespace, [sentence, specification]);
        if (supersededBy !== undefined) this.#superseding.set(namespace, supersededBy);
      }
    }
  }

  /** The namespace's elements; undefined for one that no specification defines. */
  namespace(name: string): CompiledNamespace | undefined {
    const found = this.#compiled.get(name);
    if (found !== undefined) return found;
    const specifications = this.#definedBy.get(name);
    const first = specifications?.[0];
    if (specifications === undefined || first === undefined) return undefined;
    const elements = new Map<string, CompiledElement>();
    for (const specification of specifications) {
      for (const [local, definition] of Object.entries(specification.namespaces?.[name]?.() ?? {})) {
        if (!elements.has(local)) elements.set(local, compileElement(local, name, definition, specification));
      }
    }
    const compiled = { name, specification: first, elements };
    this.#compiled.set(name, compiled);
    return compiled;
  }

  /** An element by namespace and local name, where it may be named from outside. */
  element(namespace: string, local: string): CompiledElement | undefined {
    return this.namespace(namespace)?.elements.get(local);
  }

  /** What to use instead of a namespace that is out of use, and who says so. */
  retired(namespace: string): readonly [sentence: string, specification: Specification] | undefined {
    return this.#retired.get(namespace);
  }

  /** The specification that takes the place of the one that defined a namespace, where that is out of use. */
  successor(namespace: string): Specification | undefined {
    const id = this.#superseding.get(namespace);
    return id === undefined ? undefined : this.specifications.find((each) => each.id === id);
  }

  knows(namespace: string): boolean {
    return this.#definedBy.has(namespace) || this.#retired.has(namespace);
  }

  /** All namespaces that specifications define. */
  namespaces(): IterableIterator<string> {
    return this.#definedBy.keys();
  }

  /** A known namespace that an unknown one most likely meant: a letter or two away, not another version of it. */
  near(unknown: string): string | undefined {
    if (unknown.length > 200) return undefined;
    if (this.#near.has(unknown)) return this.#near.get(unknown);
    if (this.#near.size > 5000) this.#near.clear();
    const digits = unknown.replace(/\d+/g, '0');
    const candidates = [...this.#definedBy.keys()].filter(
      (name) => Math.abs(name.length - unknown.length) <= 2 && differsLittle(name, unknown),
    );
    // A namespace that differs from one in its digits alone is another version, which may well exist, and no slip for a third.
    const isVersion = candidates.some((name) => name.replace(/\d+/g, '0') === digits);
    const near = isVersion ? undefined : closest(unknown, candidates);
    this.#near.set(unknown, near);
    return near;
  }

  /** Every element that may be named from outside, of all namespaces. Compiles them all. */
  roots(): readonly CompiledElement[] {
    this.#roots ??= [...this.#definedBy.keys()].flatMap((name) => [...(this.namespace(name)?.elements.values() ?? [])]);
    return this.#roots;
  }

  /** A registered form by its FORM_TYPE. */
  form(type: string): { readonly specification: Specification; readonly form: FormDefinition } | undefined {
    this.#forms ??= this.#collectForms();
    const found = this.#forms.get(type);
    return found === undefined ? undefined : { specification: found[0], form: found[1]() };
  }

  formTypes(): IterableIterator<string> {
    this.#forms ??= this.#collectForms();
    return this.#forms.keys();
  }

  #collectForms(): Map<string, readonly [Specification, () => FormDefinition]> {
    const forms = new Map<string, readonly [Specification, () => FormDefinition]>();
    for (const specification of this.specifications) {
      for (const [type, form] of Object.entries(specification.forms ?? {})) forms.set(type, [specification, form]);
    }
    return forms;
  }
}

const outOfUse: ReadonlySet<string> = new Set(['Obsolete', 'Retracted', 'Rejected', 'Deprecated']);

/** Whether two names differ in at most two places: beyond the first difference and before the last there is little left. */
function differsLittle(a: string, b: string): boolean {
  let front = 0;
  while (front < a.length && a[front] === b[front]) front++;
  let back = 0;
  while (back < a.length - front && back < b.length - front && a[a.length - 1 - back] === b[b.length - 1 - back])
    back++;
  return Math.max(a.length, b.length) - front - back <= 2;
}
