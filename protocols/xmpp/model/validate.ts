import { closest } from '../../core/index.ts';
import { type Finding, findingLimit, quote } from '../parser/finding.ts';
import { Broken, HasVariable, type XmlAttribute, type XmlElement, type XmlText } from '../parser/node.ts';
import { attributeValue, elementText } from '../parser/value.ts';
import { xmlNamespace } from '../parser/scope.ts';
import type { Related } from '../../core/index.ts';
import type { Check, CheckContext } from '../rules/context.ts';
import { conditionNamespace } from '../rules/stanza-error.ts';
import { sectionOf } from '../rules/sections.ts';
import type { CompiledContent, CompiledElement } from './compile.ts';
import type { StanzaPlace } from './definition.ts';
import type { Model } from './model.ts';
import { checkAddresses } from './addresses.ts';
import { compileType } from './datatypes.ts';
import { aTag, list, misfit } from './wording.ts';
import { checkPlace, checkTopLevel } from './place.ts';
import { inStanza, isContentNamespace, isStanza, isStanzaName, stanzaKey } from './stanza.ts';

/**
 * Checks an element and everything in it against the definitions and the rules beyond them. Offsets of the findings count from
 * the start of `source`, the text of the top-level node.
 */
export function validate(
  model: Model,
  checks: ReadonlyMap<string, readonly Check[]>,
  root: XmlElement,
  source: string,
): Finding[] {
  const validator = new Validator(model, checks, source);
  validator.visit(root, undefined, undefined);
  const findings = validator.finish();
  return findings.length < 2 ? findings : findings.sort((a, b) => a.start - b.start || a.end - b.end);
}

class Validator implements CheckContext {
  readonly source: string;
  readonly model: Model;
  readonly findings: Finding[] = [];
  stanza: StanzaPlace | '' = '';
  readonly #checks: ReadonlyMap<string, readonly Check[]>;
  #dropped = 0;
  /** The element whose definition is being applied: its section is what a finding links to. */
  #cited: CompiledElement | undefined;

  constructor(model: Model, checks: ReadonlyMap<string, readonly Check[]>, source: string) {
    this.model = model;
    this.#checks = checks;
    this.source = source;
  }

  report(code: string, start: number, end: number, message: string, related?: readonly Related[]): void {
    if (this.findings.length >= findingLimit) {
      this.#dropped++;
      return;
    }
    const cited = this.#cited;
    const href = cited === undefined ? {} : { href: sectionOf(cited.specification.id, cited.definition.section).href };
    this.findings.push({ code, message, start, end, ...(related === undefined ? {} : { related }), ...href });
  }

  /** All findings, with a word on those that are not listed. */
  finish(): Finding[] {
    const more = `${this.#dropped} further findings in this element are not listed: correct the ones that are`;
    if (this.#dropped > 0)
      this.findings.push({
        code: 'xmpp/too-many-findings',
        message: more,
        start: 0,
        end: Math.min(1, this.source.length),
      });
    return this.findings;
  }

  at(code: string, element: XmlElement, message: string, related?: readonly Related[]): void {
    this.report(code, element.nameStart, element.nameEnd, message, related);
  }

  atAttribute(code: string, element: XmlElement, attribute: XmlAttribute | undefined, message: string): void {
    if (attribute === undefined) this.at(code, element, message);
    else if (attribute.valueEnd > attribute.valueStart)
      this.report(code, attribute.valueStart, attribute.valueEnd, message);
    else this.report(code, attribute.start, attribute.end, message);
  }

  /** `local` is the definition that the parent has for it; `parent` its parent's definition. */
  visit(element: XmlElement, local: CompiledElement | undefined, parent: CompiledElement | undefined): void {
    const { namespace } = element;
    this.#cited = undefined;
    if (namespace === undefined) {
      this.#visitChildren(element, undefined, undefined);
      return;
    }
    const outer = this.stanza;
    if (isStanza(element)) this.stanza = stanzaKey(this.source, element);
    const compiled = local ?? this.#find(element, namespace, parent);
    if (compiled !== undefined && compiled.definition.open !== true) this.#checkElement(element, compiled);
    else this.#visitChildren(element, undefined, compiled);
    this.#cited = undefined;
    const checks = this.#checks.get(element.local);
    if (checks !== undefined) for (const check of checks) check(element, this);
    this.stanza = outer;
  }

  /** The definition of an element that its parent does not define, with what is to be said about its name and namespace. */
  #find(element: XmlElement, namespace: string, parent: CompiledElement | undefined): CompiledElement | undefined {
    const { model } = this;
    const found = model.namespace(namespace);
    const own = element.parent?.namespace === namespace;
    if (!own) this.#checkNamespace(element, namespace, found !== undefined);
    if (found === undefined) return undefined;
    const compiled = found.elements.get(element.local);
    if (own && parent !== undefined) return compiled;
    if (compiled === undefined) {
      // An unknown condition of an error is a matter of the rules for those, which say more.
      if (found.elements.size > 0 && !own && (namespace !== conditionNamespace || element.parent?.local !== 'error'))
        this.#unknownElement(element, found.elements.keys(), found.specification.id);
      return undefined;
    }
    this.#cited = compiled;
    if (element.parent === undefined) checkTopLevel(element, compiled, this);
    else {
      checkPlace(element, element.parent, compiled, this);
      checkAddresses(element, element.parent, compiled, this);
    }
    return compiled;
  }

  #checkNamespace(element: XmlElement, namespace: string, known: boolean): void {
    const retired = this.model.retired(namespace);
    if (retired !== undefined) {
      this.at(
        'xmpp/namespace-retired',
        element,
        `The namespace ${namespace} is out of use (${retired[1].id}). ${retired[0]}`,
      );
    } else if (!known && !this.model.knows(namespace)) {
      const near = this.model.near(namespace);
      if (near === undefined) return;
      const declared = element.attribute('xmlns');
      this.atAttribute(
        'xmpp/namespace-near',
        element,
        declared,
        `No specification defines the namespace ${quote(namespace)}; did you mean “${near}”?`,
      );
    }
  }

  #unknownElement(element: XmlElement, names: Iterable<string>, id: string): void {
    // A prefix alone, as while one is writing: the parser says so.
    if (element.local === '') return;
    const known = [...names];
    const near = element.local.length > 60 ? undefined : closest(element.local, known);
    const hint =
      near === undefined
        ? known.length <= 8
          ? `: it defines ${list(known, 'and')}`
          : ''
        : `; did you mean <${near}>?`;
    this.at(
      'xmpp/element-unknown',
      element,
      `${id} defines no <${quoteName(element.local)}> in ${quoteName(element.namespace ?? '')}${hint}`,
    );
  }

  #checkElement(element: XmlElement, compiled: CompiledElement): void {
    this.#cited = compiled;
    const content = compiled.content(this.stanza);
    const { deprecated } = compiled.definition;
    if (deprecated !== undefined)
      this.at(
        'xmpp/element-deprecated',
        element,
        `<${element.name}> is discouraged by ${compiled.specification.id}. ${deprecated}`,
      );
    this.#checkAttributes(element, content, compiled);
    this.#checkText(element, content, compiled);
    this.#visitChildren(element, content, compiled);
  }

  #checkAttributes(element: XmlElement, content: CompiledContent, compiled: CompiledElement): void {
    for (const attribute of element.attributes) {
      const { name } = attribute;
      if (name === 'xmlns' || (attribute.flags & Broken) !== 0) continue;
      let key = name;
      if (name.includes(':')) {
        if (name.startsWith('xmlns:') || attribute.namespace === undefined) continue;
        if (attribute.namespace === xmlNamespace && attribute.local === 'lang') {
          this.#checkValue(element, attribute, compileType('language'), 'xmpp/language-tag');
          continue;
        }
        key = `{${attribute.namespace}}${attribute.local}`;
        if (!content.attributes.has(key)) continue;
      }
      const known = content.attributes.get(key);
      if (known === undefined) this.#unknownAttribute(element, attribute, content, compiled);
      else if (known.need === 'forbidden') {
        this.report(
          'xmpp/attribute-not-here',
          attribute.start,
          attribute.end,
          `<${element.name}> has no ${name} in ${inStanza(this.stanza)}: remove it`,
        );
      } else this.#checkValue(element, attribute, known.type, 'xmpp/attribute-value');
    }
    for (const needed of content.needed) {
      if (this.#hasAttribute(element, needed.name)) continue;
      const required = needed.need === 'required';
      const way = `add ${needed.name.replace(/^\{.*\}/, '')}="…"${needed.about === undefined ? '' : `. ${needed.about}`}`;
      this.at(
        required ? 'xmpp/attribute-required' : 'xmpp/attribute-expected',
        element,
        `<${element.name}> ${required ? 'needs' : 'should have'} the attribute ${needed.name} (${compiled.specification.id}): ${way}`,
      );
    }
  }

  #hasAttribute(element: XmlElement, name: string): boolean {
    if (!name.startsWith('{')) return element.attribute(name) !== undefined;
    return element.attributes.some((attribute) => `{${attribute.namespace ?? ''}}${attribute.local}` === name);
  }

  #unknownAttribute(
    element: XmlElement,
    attribute: XmlAttribute,
    content: CompiledContent,
    compiled: CompiledElement,
  ): void {
    if (compiled.definition.anyAttribute === true) return;
    const { name } = attribute;
    const names = [...content.attributes.keys()];
    const near = name.length > 60 ? undefined : closest(name, names);
    const hint =
      near === undefined
        ? names.length === 0
          ? ': it has no attributes'
          : `: it has ${list(names.slice(0, 12), 'and')}`
        : `; did you mean “${near}”?`;
    this.report(
      'xmpp/attribute-unknown',
      attribute.start,
      attribute.nameEnd,
      `${compiled.specification.id} gives <${element.name}> no attribute ${quote(name)}${hint}`,
    );
  }

  #checkValue(
    element: XmlElement,
    attribute: XmlAttribute,
    type: { problem: (value: string) => string | undefined },
    code: string,
  ): void {
    if ((attribute.flags & HasVariable) !== 0) return;
    const value = attributeValue(this.source, attribute);
    const problem = type.problem(value);
    if (problem !== undefined) this.atAttribute(code, element, attribute, misfit(attribute.name, problem, value));
  }

  #checkText(element: XmlElement, content: CompiledContent, compiled: CompiledElement): void {
    const { text } = content;
    if (text === undefined) {
      for (const child of element.children) {
        if (child.kind === 'text' && !this.#blank(child)) {
          const shown = quote(this.source.slice(child.start, Math.min(child.end, child.start + 200)).trim());
          this.report(
            'xmpp/text-not-allowed',
            ...this.#trimmed(child),
            `<${element.name}> holds no text (${compiled.specification.id}): remove ${shown}`,
          );
        }
      }
      return;
    }
    if (text.need !== 'required' && element.children.length === 0) return;
    if (element.children.some((child) => child.kind === 'text' && (child.flags & HasVariable) !== 0)) return;
    const value = elementText(this.source, element);
    if (value.trim() === '') {
      if (text.need === 'required' && text.type.problem('') === undefined)
        this.at(
          'xmpp/text-value',
          element,
          `<${element.name}> is empty (${compiled.specification.id}): write ${text.type.name} into it`,
        );
      else if (text.need === 'required')
        this.at('xmpp/text-value', element, `<${element.name}> ${text.type.problem('') ?? ''}, but is empty`);
      return;
    }
    const problem = text.type.problem(value);
    if (problem === undefined) return;
    const first = element.children.find((child) => child.kind === 'text' && !this.#blank(child));
    const [start, end] = first?.kind === 'text' ? this.#trimmed(first) : [element.nameStart, element.nameEnd];
    this.report('xmpp/text-value', start, end, misfit(`The text of <${element.name}>`, problem, value.trim()));
  }

  #blank(text: XmlText): boolean {
    return text.end - text.start < 200 && this.source.slice(text.start, text.end).trim() === '';
  }

  #trimmed(text: XmlText): [start: number, end: number] {
    const raw = this.source.slice(text.start, text.end);
    const start = text.start + (raw.length - raw.trimStart().length);
    return [start, start + raw.trim().length];
  }

  #visitChildren(
    element: XmlElement,
    content: CompiledContent | undefined,
    compiled: CompiledElement | undefined,
  ): void {
    const counts =
      content !== undefined && content.counted.length > 0
        ? new Array<number>(content.counted.length).fill(0)
        : undefined;
    const chosen =
      content !== undefined &&
      (content.exactlyOne.length > 0 || content.atMostOne.length > 0 || content.atLeastOne.length > 0)
        ? new Map<string, number>()
        : undefined;
    for (const child of element.children) {
      if (child.kind !== 'element') continue;
      let local: CompiledElement | undefined;
      if (content !== undefined && compiled !== undefined && child.namespace !== undefined) {
        const key =
          child.namespace === compiled.namespace || child.namespace === element.namespace
            ? child.local
            : content.children.size === 0
              ? ''
              : `{${child.namespace}}${child.local}`;
        const known = content.children.get(key);
        chosen?.set(key, (chosen.get(key) ?? 0) + 1);
        if (known !== undefined) {
          local = known.local;
          if (counts !== undefined && known.counter >= 0) {
            const count = (counts[known.counter] ?? 0) + 1;
            counts[known.counter] = count;
            if (count === known.greatest + 1) this.#tooMany(element, child, known.greatest, compiled);
          }
        } else if (child.namespace === element.namespace) this.#misplacedChild(element, child, content, compiled);
      }
      this.visit(child, local, compiled);
      this.#cited = compiled;
    }
    if (content !== undefined && compiled !== undefined) this.#checkCounts(element, content, compiled, counts, chosen);
  }

  #tooMany(element: XmlElement, child: XmlElement, greatest: number, compiled: CompiledElement): void {
    const message =
      greatest === 0
        ? `<${child.name}> does not belong in the <${element.name}> of ${inStanza(this.stanza)} (${compiled.specification.id}): remove it`
        : `<${element.name}> holds at most ${greatest} <${child.name}> (${compiled.specification.id}): remove this one`;
    this.at(greatest === 0 ? 'xmpp/element-not-here' : 'xmpp/child-too-many', child, message);
  }

  /** A child in its parent's own namespace that the parent does not list. */
  #misplacedChild(element: XmlElement, child: XmlElement, content: CompiledContent, compiled: CompiledElement): void {
    if (child.local === '') return;
    const { id } = compiled.specification;
    const names = [...content.children]
      .filter(([key, each]) => !key.startsWith('{') && each.greatest > 0)
      .map(([key]) => key);
    const near = child.local.length > 60 ? undefined : closest(child.local, names);
    const stanza = isStanza(element) && isContentNamespace(child.namespace);
    const elsewhere = this.model.element(compiled.namespace, child.local) !== undefined;
    const holds =
      names.length === 0 ? 'it holds no elements of its namespace' : `it holds ${list(names.slice(0, 12), 'and')}`;
    const hint =
      near !== undefined
        ? `; did you mean <${near}>?`
        : stanza
          ? ': a payload needs a namespace of its own, add xmlns="…"'
          : `: ${holds}`;
    // The rules beyond the definitions say more about these.
    if ((stanza && element.local === 'iq') || isStanzaName(child.local)) return;
    this.at(
      elsewhere ? 'xmpp/element-not-here' : 'xmpp/element-unknown',
      child,
      `${id} does not define <${quoteName(child.local)}> in <${element.name}>${hint}`,
    );
  }

  #checkCounts(
    element: XmlElement,
    content: CompiledContent,
    compiled: CompiledElement,
    counts: readonly number[] | undefined,
    chosen: ReadonlyMap<string, number> | undefined,
  ): void {
    const { id } = compiled.specification;
    for (const child of content.counted) {
      const count = counts?.[child.counter] ?? 0;
      if (count >= child.least) continue;
      const [code, verb] = child.lenient ? ['xmpp/child-expected', 'should hold'] : ['xmpp/child-required', 'needs'];
      const where = child.namespace === element.namespace ? '' : ` in ${child.namespace}`;
      this.at(
        code,
        element,
        `<${element.name}> ${verb} ${child.least === 1 ? aTag(child.name) : `${child.least} <${child.name}>`}${where} (${id}): add it`,
      );
    }
    if (chosen === undefined) return;
    const present = (names: readonly string[]): number => names.reduce((sum, name) => sum + (chosen.get(name) ?? 0), 0);
    const tags = (names: readonly string[], word: 'and' | 'or'): string => {
      const distinct = [...new Set(names.map((name) => `<${name.replace(/^\{.*\}/, '')}>`))];
      return list(distinct.length > 9 ? [...distinct.slice(0, 8), `${distinct.length - 8} others`] : distinct, word);
    };
    for (const names of content.exactlyOne)
      if (present(names) !== 1)
        this.at(
          'xmpp/child-choice',
          element,
          `<${element.name}> holds exactly one of ${tags(names, 'or')} (${id}), not ${present(names)}`,
        );
    for (const names of content.atMostOne)
      if (present(names) > 1)
        this.at(
          'xmpp/child-choice',
          element,
          `<${element.name}> holds at most one of ${tags(names, 'or')} (${id}), not ${present(names)}`,
        );
    for (const names of content.atLeastOne)
      if (present(names) === 0)
        this.at('xmpp/child-choice', element, `<${element.name}> needs one of ${tags(names, 'or')} (${id}): add it`);
  }
}

function quoteName(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name;
}
