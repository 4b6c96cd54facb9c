import { xmppLanguage } from '../../../protocols/xmpp/index.ts';
import type { XmppDocument } from '../../../protocols/xmpp/language/document.ts';
import type { XmlElement } from '../../../protocols/xmpp/parser/node.ts';

/** One way to break a stanza: gives the broken text, or undefined where it cannot be applied. */
interface Mutation {
  readonly name: string;
  readonly apply: (text: string, document: XmppDocument, pick: (size: number) => number) => string | undefined;
}

function elements(document: XmppDocument): XmlElement[] {
  const all: XmlElement[] = [];
  const visit = (element: XmlElement): void => {
    all.push(element);
    for (const child of element.elements()) visit(child);
  };
  for (const node of document.nodes) if (node.root !== undefined) visit(node.root);
  return all;
}

function replace(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** Changes one letter of a name into another one. */
function misspell(name: string, pick: (size: number) => number): string {
  const at = pick(name.length);
  const letter = name[at] === 'q' ? 'w' : 'q';
  return name.slice(0, at) + letter + name.slice(at + 1);
}

/** Elements whose namespace has definitions: of the others nothing can be said. */
function described(document: XmppDocument): XmlElement[] {
  return elements(document).filter(
    (element) => (document.model.namespace(element.namespace ?? '')?.elements.size ?? 0) > 0,
  );
}

export const mutations: readonly Mutation[] = [
  {
    name: 'a letter of an element’s name',
    apply: (text, document, pick) => {
      const found = described(document).filter((element) => element.closeStart >= 0 || element.selfClosed);
      const element = found[pick(found.length)];
      if (element === undefined) return undefined;
      const name = misspell(element.local, pick);
      const prefix = element.name.slice(0, element.name.length - element.local.length);
      const closed =
        element.closeStart < 0
          ? text
          : replace(text, element.closeStart + 2, element.closeStart + 2 + element.name.length, prefix + name);
      return replace(closed, element.nameStart, element.nameEnd, prefix + name);
    },
  },
  {
    name: 'an attribute that is required is dropped',
    apply: (text, document, pick) => {
      const found = described(document).flatMap((element) => {
        const compiled = document.model.element(element.namespace ?? '', element.local);
        const needed = compiled?.content('').needed.map(({ name }) => name) ?? [];
        const names = element.local === 'iq' ? ['id', 'type'] : needed;
        return element.attributes.filter(({ name }) => names.includes(name));
      });
      const attribute = found[pick(found.length)];
      return attribute === undefined ? undefined : replace(text, attribute.start, attribute.end, '');
    },
  },
  {
    name: 'an attribute’s name',
    apply: (text, document, pick) => {
      const found = described(document).flatMap((element) =>
        element.attributes.filter(({ name }) => !name.includes(':') && name !== 'xmlns'),
      );
      const attribute = found[pick(found.length)];
      return attribute === undefined
        ? undefined
        : replace(text, attribute.start, attribute.nameEnd, misspell(attribute.name, pick));
    },
  },
  {
    name: 'a stanza’s type',
    apply: (text, document, pick) => {
      const attribute = elements(document)[0]?.attribute('type');
      return attribute === undefined
        ? undefined
        : replace(
            text,
            attribute.valueStart,
            attribute.valueEnd,
            misspell(text.slice(attribute.valueStart, attribute.valueEnd), pick),
          );
    },
  },
  {
    name: 'a letter of a namespace',
    apply: (text, document, pick) => {
      const found = described(document).flatMap((element) => element.attributes.filter(({ name }) => name === 'xmlns'));
      const attribute = found[pick(found.length)];
      return attribute === undefined
        ? undefined
        : replace(
            text,
            attribute.valueStart,
            attribute.valueEnd,
            misspell(text.slice(attribute.valueStart, attribute.valueEnd), pick),
          );
    },
  },
  {
    name: 'a second payload in an iq',
    apply: (text, document) => {
      const root = elements(document)[0];
      if (root?.local !== 'iq' || root.closeStart < 0 || [...root.elements()].length === 0 || text.includes('<error'))
        return undefined;
      return replace(text, root.closeStart, root.closeStart, '<extra xmlns="urn:example:extra"/>');
    },
  },
  {
    name: 'stray text in an element without text',
    apply: (text, document, pick) => {
      const found = described(document).filter((element) => {
        const compiled = document.model.element(element.namespace ?? '', element.local);
        return (
          compiled !== undefined &&
          element.closeStart >= 0 &&
          compiled.definition.text === undefined &&
          compiled.definition.open !== true
        );
      });
      const element = found[pick(found.length)];
      return element === undefined ? undefined : replace(text, element.openEnd, element.openEnd, 'stray');
    },
  },
  {
    name: 'an end tag is dropped',
    apply: (text, document, pick) => {
      const found = elements(document).filter((element) => element.closeStart >= 0);
      const element = found[pick(found.length)];
      return element === undefined ? undefined : replace(text, element.closeStart, element.end, '');
    },
  },
  {
    name: 'a quote is dropped',
    apply: (text, document, pick) => {
      const found = elements(document).flatMap((element) => element.attributes);
      const attribute = found[pick(found.length)];
      return attribute === undefined ? undefined : replace(text, attribute.valueEnd, attribute.valueEnd + 1, '');
    },
  },
  {
    name: 'a space in an address',
    apply: (text, document) => {
      const attribute = elements(document)[0]?.attribute('to');
      return attribute === undefined ? undefined : replace(text, attribute.valueStart, attribute.valueStart, 'a b@');
    },
  },
];

export interface MutantResult {
  readonly name: string;
  readonly made: number;
  readonly found: number;
  readonly missed: readonly string[];
}

/** Breaks each text in each way once, and counts how many of the mutants draw a finding that the text did not draw. */
export function measureMutants(texts: readonly string[]): MutantResult[] {
  let seed = 1;
  const pick = (size: number): number => {
    seed = (seed * 48271) % 2147483647;
    return size === 0 ? 0 : seed % size;
  };
  return mutations.map(({ name, apply }) => {
    const missed: string[] = [];
    let made = 0;
    for (const text of texts) {
      const document = xmppLanguage.parse(text, {});
      if (xmppLanguage.diagnostics(document).some(({ severity }) => severity === 'error' || severity === 'warning'))
        continue;
      const mutant = apply(text, document, pick);
      if (mutant === undefined || mutant === text) continue;
      made++;
      const findings = xmppLanguage.diagnostics(xmppLanguage.parse(mutant, {}));
      if (!findings.some(({ severity }) => severity === 'error' || severity === 'warning')) missed.push(mutant);
    }
    return { name, made, found: made - missed.length, missed };
  });
}
