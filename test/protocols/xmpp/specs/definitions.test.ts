import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';
import { compileElement, splitClark } from '../../../../protocols/xmpp/model/compile.ts';
import { compileType } from '../../../../protocols/xmpp/model/datatypes.ts';
import type { ElementDefinition, Specification } from '../../../../protocols/xmpp/model/definition.ts';
import { Model } from '../../../../protocols/xmpp/model/model.ts';
import { specifications } from '../../../../protocols/xmpp/specs/index.ts';

const model = new Model(specifications);
const stanzas = [
  '',
  'iq get',
  'iq set',
  'iq result',
  'iq error',
  'message normal',
  'message chat',
  'presence available',
] as const;
const sentence = /^\P{Ll}[^\n]*[.!)”]$/u;
const section = /^(?:(?:RFC |XEP-)\d+ )?(?:\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)?(?:#[\w.:-]+)?$/;

/** Every definition of a specification with the namespace and path it has, local ones included. */
function* definitions(
  specification: Specification,
): Generator<[path: string, namespace: string, definition: ElementDefinition]> {
  for (const [namespace, define] of Object.entries(specification.namespaces ?? {})) {
    for (const [name, definition] of Object.entries(define()))
      yield* nested(`{${namespace}}${name}`, namespace, definition);
  }
}

function* nested(
  path: string,
  namespace: string,
  definition: ElementDefinition,
): Generator<[string, string, ElementDefinition]> {
  yield [path, namespace, definition];
  for (const content of [definition, ...Object.values(definition.when ?? {})]) {
    for (const [key, child] of Object.entries(content.children ?? {})) {
      const [of, name] = splitClark(key, namespace);
      if (typeof child !== 'string') yield* nested(`${path}/${name}`, of, child[1]);
    }
  }
}

function contents(definition: ElementDefinition) {
  return [definition, ...Object.values(definition.when ?? {})];
}

/** Every element that some definition names as a child, by Clark name. */
const named = new Set<string>();
for (const each of specifications) {
  for (const [, of, definition] of definitions(each)) {
    for (const content of contents(definition)) {
      for (const key of Object.keys(content.children ?? {})) named.add(`{${splitClark(key, of).join('}')}`);
    }
  }
}

/** The page of a file: `nf-sensor-data.ts` has its facts from SensorData. */
function pageOf(name: string): string {
  return name.slice(2, -3).replace(/-(\w)/g, (_, first: string) => first.toUpperCase());
}

describe('the folder of specifications', () => {
  it('is listed completely in its index', () => {
    const files = readdirSync('protocols/xmpp/specs').filter((name) =>
      /^(?:(?:rfc|xep)-\d{4}|nf-[a-z-]+)\.ts$/.test(name),
    );
    const ids = files.map((name) =>
      name.startsWith('rfc')
        ? `RFC ${name.slice(4, 8)}`
        : name.startsWith('xep')
          ? `XEP-${name.slice(4, 8)}`
          : `Neuro-Foundation ${pageOf(name)}`,
    );
    expect(specifications.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it('defines each element once', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const specification of specifications) {
      for (const [namespace, define] of Object.entries(specification.namespaces ?? {})) {
        for (const name of Object.keys(define())) {
          const key = `{${namespace}}${name}`;
          const other = seen.get(key);
          if (other !== undefined) twice.push(`${key} in ${other} and ${specification.id}`);
          seen.set(key, specification.id);
        }
      }
    }
    expect(twice).toEqual([]);
  });
});

describe.each(specifications.map((specification) => [specification.id, specification] as const))(
  '%s',
  (_id, specification) => {
    it('names itself and its namespaces properly', () => {
      expect(specification.id).toMatch(/^(?:XEP-\d{4}|RFC \d{4}|Neuro-Foundation [A-Z][A-Za-z]+)$/);
      expect(specification.title).not.toBe('');
      for (const name of [...Object.keys(specification.namespaces ?? {}), ...Object.keys(specification.retired ?? {})])
        expect(name).toMatch(/^\S+$/);
      for (const way of Object.values(specification.retired ?? {})) expect(way).toMatch(sentence);
    });

    it('describes every element, attribute and registered value in a line', () => {
      const wrong: string[] = [];
      for (const [path, , definition] of definitions(specification)) {
        if (!sentence.test(definition.about)) wrong.push(`${path}: ${definition.about}`);
        if (definition.deprecated !== undefined && !sentence.test(definition.deprecated))
          wrong.push(`${path}: ${definition.deprecated}`);
        if (!section.test(definition.section ?? '')) wrong.push(`${path}: section ${definition.section ?? ''}`);
        for (const content of contents(definition)) {
          for (const [name, attribute] of Object.entries(content.attributes ?? {})) {
            if (typeof attribute !== 'string' && !sentence.test(attribute[1]))
              wrong.push(`${path}@${name}: ${attribute[1]}`);
          }
        }
      }
      const { features, identities, statusCodes, headers } = specification;
      for (const table of [features, identities, statusCodes, headers])
        for (const [name, about] of Object.entries(table ?? {}))
          if (!sentence.test(about)) wrong.push(`${name}: ${about}`);
      for (const [type, define] of Object.entries(specification.forms ?? {})) {
        const form = define();
        if (!sentence.test(form.about)) wrong.push(`${type}: ${form.about}`);
        for (const [name, [, about]] of Object.entries(form.fields))
          if (!sentence.test(about)) wrong.push(`${type} ${name}: ${about}`);
      }
      expect(wrong).toEqual([]);
    });

    it('compiles with every type and for every stanza', () => {
      for (const [path, namespace, definition] of definitions(specification)) {
        for (const stanza of stanzas)
          expect(() => compileElement(path, namespace, definition, specification).content(stanza), path).not.toThrow();
      }
      for (const define of Object.values(specification.forms ?? {})) {
        for (const [, , datatype] of Object.values(define().fields))
          if (datatype !== undefined) expect(() => compileType(datatype)).not.toThrow();
      }
    });

    it('names only children and groups that are defined', () => {
      const missing: string[] = [];
      for (const [path, namespace, definition] of definitions(specification)) {
        const locals = new Set<string>();
        for (const content of contents(definition)) {
          for (const [key, child] of Object.entries(content.children ?? {})) {
            if (typeof child !== 'string') locals.add(key);
            const [of, name] = splitClark(key, namespace);
            if (
              typeof child === 'string' &&
              !locals.has(key) &&
              model.namespace(of) !== undefined &&
              model.element(of, name) === undefined &&
              (model.namespace(of)?.elements.size ?? 0) > 0
            )
              missing.push(`${path} → ${key}`);
          }
          for (const group of [
            ...(content.exactlyOne ?? []),
            ...(content.atMostOne ?? []),
            ...(content.atLeastOne ?? []),
          ]) {
            for (const name of group)
              if (!Object.hasOwn({ ...definition.children, ...content.children }, name))
                missing.push(`${path}: the group names ${name}, which is not a child`);
          }
        }
      }
      expect(missing).toEqual([]);
    });

    it('lets every element stand somewhere', () => {
      const lost: string[] = [];
      for (const [namespace, define] of Object.entries(specification.namespaces ?? {})) {
        for (const [name, definition] of Object.entries(define())) {
          if (
            definition.stands === undefined &&
            !named.has(`{${namespace}}${name}`) &&
            !/xmpp-(?:stanzas|streams)$/.test(namespace)
          )
            lost.push(`{${namespace}}${name}`);
        }
      }
      expect(lost).toEqual([]);
    });

    it('gives templates that draw no finding', () => {
      for (const { label, text } of specification.templates ?? []) {
        const filled = text.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\d+/g, '');
        expect(
          xmppLanguage.diagnostics(xmppLanguage.parse(filled, {})).map(({ message }) => message),
          label,
        ).toEqual([]);
      }
    });
  },
);
