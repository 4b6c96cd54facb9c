import { closest, mendedName, variableReplacements, type Fix, findVariables } from '../../../core/index.ts';
import { isName } from '../../parser/characters.ts';
import { knownVariables } from '../diagnostics.ts';
import { setsOf } from '../sets.ts';
import { escapeValue, quoteOf, removalOf, removeAttribute } from './attributes.ts';
import { closeElement } from './close.ts';
import { cut } from './elements.ts';
import { characterNames } from './entities.ts';
import { fix, indentAt, lineEnd, replace, shown, shownEnd, type Repair, type RepairTable, type Spot } from './spot.ts';

const text = ({ source, start, end }: Spot): string => source.slice(start, end);

/** Takes what is underlined out. */
const remove: Repair = (spot) => [fix(`Remove ${shown(text(spot))}`, cut(spot, spot.start, spot.end))];

const attributeMalformed: Repair = (spot) => {
  const { source, start, end, element } = spot;
  const found = text(spot);
  const quote = quoteOf(spot, element);
  const [, name = '', equals = '', value = ''] = /^([^\s=]*)(\s*=\s*)?([^]*)$/.exec(found) ?? [];
  const opening = value.charAt(0);
  const other = value.includes(quote) && !value.includes("'") ? "'" : quote;
  const fixes: Fix[] = [];
  if (opening === '"' || opening === "'") {
    const close = (at: number): Fix =>
      replace(`Close the value with ${opening} after ${shownEnd(source.slice(start, at))}`, at, at, opening);
    const word = /^.[^\s"'<>]*/.exec(value)?.[0] ?? opening;
    fixes.push(close(end), close(end - value.length + word.length));
  } else if (equals !== '' && value !== '')
    fixes.push(
      replace(
        `Put ${shown(value)} in quotes`,
        end - value.length,
        end,
        `${other}${escapeValue(value.replace(/["']+$/, ''), other)}${other}`,
      ),
    );
  if (source[start - 1] === '"' || source[start - 1] === "'") fixes.push(replace('Insert a space', start, start, ' '));
  if (equals !== '' && value === '') fixes.push(replace(`Write ${name}=""`, start, end, `${name}=${quote}${quote}`));
  if (equals === '') {
    const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '-');
    if (!isName(name) && isName(plain)) fixes.push(replace(`Change to “${plain}”`, start, end, plain));
    fixes.push(
      replace(`Write ${name}=""`, start, end, `${name}=${quote}${quote}`),
      replace(`Write ${name}="true"`, start, end, `${name}=${quote}true${quote}`),
    );
  }
  return [...fixes, fix(`Remove ${shown(found)}`, removalOf(spot, spot)), ...removeAttribute(spot, spot.attribute)];
};

const tagMalformed: Repair = (spot) => {
  const { source, start, end, element } = spot;
  const found = text(spot);
  if (found === '<![CDATA[') {
    const rest = source.slice(end);
    const line = /^[^\r\n]*/.exec(rest)?.[0].length ?? 0;
    const tag = rest.slice(0, line).indexOf('</');
    return [tag < 0 ? line : tag, line].map((length) =>
      replace(
        `Close the CDATA section with ]]> after ${shownEnd(source.slice(start, end + length))}`,
        end + length,
        end + length,
        ']]>',
      ),
    );
  }
  if (found.startsWith('</')) return [replace('Close the tag with “>”', end, end, '>')];
  if (found.startsWith('<')) {
    const behind = end - (/\s*$/.exec(found)?.[0].length ?? 0);
    return [
      replace('Close the tag with “>”', behind, behind, '>'),
      replace('Close the tag with “/>”', behind, behind, '/>'),
    ];
  }
  const slash = /^\/\s+>/.exec(source.slice(end - found.length))?.[0].length;
  const empty =
    slash === undefined || (element !== undefined && element.closeStart >= 0)
      ? []
      : [replace('Write />', end - found.length, end - found.length + slash, '/>')];
  const plain = found.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const edits = element === undefined ? [] : closing(spot, plain);
  return [
    ...empty,
    fix(`Remove ${shown(found)}`, removalOf(spot, spot)),
    ...(edits.length > 0 && isName(plain) ? [fix(`Change to <${plain}>`, ...edits)] : []),
  ];
};

/** Both tags of the element under another name. */
function closing({ source, element }: Spot, name: string): Fix['edits'] {
  if (element === undefined) return [];
  const first = { start: element.nameStart, end: element.nameEnd, text: name };
  return element.closeStart < 0
    ? [first]
    : [first, { start: element.closeStart + 2, end: element.closeStart + 2 + element.name.length, text: name }].filter(
        ({ end }) => end <= source.length,
      );
}

const tagMismatch: Repair = (spot) => {
  const { start, end, source, element } = spot;
  const found = text(spot);
  const takeOut = fix(`Remove ${shown(found)}`, cut(spot, start, end));
  if (element === undefined) return [takeOut];
  const name = /^<\/[^\s>]*/.exec(found)?.[0].length ?? 2;
  const open = replace(`Change to </${element.name}>`, start, start + name, `</${element.name}`);
  const whole =
    source[end - 1] === '>' ? open : replace(`Change to </${element.name}>`, start, end, `</${element.name}>`);
  return element.closeStart === start ? [whole, takeOut] : [takeOut, whole];
};

const notClosed: Repair = (spot) => (spot.element === undefined ? [] : closeElement(spot, spot.element));

const forbidden: Repair = (spot) => {
  const found = text(spot);
  const { start, end } = spot;
  // A tag with a space behind its “<”.
  const spaces = found === '<' ? /^\s+(?=\/?[\p{L}_][^<>]*>)/u.exec(spot.source.slice(end))?.[0].length : undefined;
  const tag = spaces === undefined ? [] : [replace('Remove the space behind “<”', end, end + spaces, '')];
  const escaped = found === '<' ? '&lt;' : found === ']]>' ? ']]&gt;' : undefined;
  const twice =
    found === '<' && spot.document.text[spot.base + end] === '<'
      ? [replace('Remove the second “<”', start, end, '')]
      : [];
  return [
    ...twice,
    ...tag,
    ...(escaped === undefined ? [] : [replace(`Write ${escaped}`, start, end, escaped)]),
    replace('Remove the character', start, end, ''),
  ];
};

const entity: Repair = (spot) => {
  const { start, end } = spot;
  const found = text(spot);
  const name = found.replace(/[&;]/g, '');
  const fixes: Fix[] = [];
  if (found === '&') return [replace('Write &amp;', start, end, '&amp;')];
  if (!found.endsWith(';')) return [replace(`Write ${found};`, end, end, ';')];
  const character = Object.hasOwn(characterNames, name) ? characterNames[name] : undefined;
  if (character !== undefined) fixes.push(replace(`Write the character ${character}`, start, end, character));
  const near = name.length < 3 ? undefined : closest(name, ['amp', 'lt', 'gt', 'quot', 'apos']);
  if (near !== undefined) fixes.push(replace(`Change to &${near};`, start, end, `&${near};`));
  return [
    ...fixes,
    replace(`Escape it: &amp;${name};`, start, start + 1, '&amp;'),
    replace(`Remove ${found}`, start, end, ''),
  ];
};

/** A comment inside a stanza goes in front of it; one at the top level that does not end gets its end. */
const comment: Repair = (spot) => {
  const { start, end, node } = spot;
  const found = text(spot);
  const whole = found.endsWith('-->') && found.length >= 7 ? found : `${found.trimEnd()} -->`;
  if (node.root === undefined) return [replace('Close the comment with -->', start, end, whole)];
  const line = `${whole}${lineEnd(spot)}${indentAt(spot, 0)}`;
  return [
    fix('Move the comment in front of the stanza', { start: 0, end: 0, text: line }, cut(spot, start, end)),
    fix('Remove the comment', cut(spot, start, end)),
  ];
};

const processingInstruction: Repair = (spot) => {
  const { start, end } = spot;
  const found = text(spot);
  const takeOut = fix('Remove the processing instruction', cut(spot, start, end));
  if (!/^<\?(?:connection|var)\s[^]*\?>$/.test(found)) return [takeOut];
  return [
    fix(
      'Move the directive in front of the stanza',
      { start: 0, end: 0, text: `${found}${lineEnd(spot)}${indentAt(spot, 0)}` },
      cut(spot, start, end),
    ),
    takeOut,
  ];
};

const directive: Repair = (spot) => {
  const { start, source, node } = spot;
  const whole = source.slice(0, node.length);
  if (!whole.endsWith('?>'))
    return [
      replace('Close the directive with ?>', node.length, node.length, whole.endsWith('?') ? '>' : '?>'),
      replace('Remove the directive', 0, node.length, ''),
    ];
  const [, target = '', rest = ''] = /^<\?([^\s?]*)\s*([^]*?)\s*\?>$/.exec(whole) ?? [];
  const asComment = replace(
    'Make it a comment',
    0,
    node.length,
    `<!-- ${`${target} ${rest}`.trim().replace(/--+/g, '-')} -->`,
  );
  if (target === 'connection')
    return [
      ...(spot.document.context.connections ?? [])
        .slice(0, 5)
        .map((name) => replace(`Name the connection ${name}`, 0, node.length, `<?connection ${name}?>`)),
      asComment,
    ];
  if (target === 'var') {
    const [, name = '', written = ''] = /^([^\s=]*)\s*=?\s*([^]*)$/.exec(rest) ?? [];
    const mended = mendedName(name);
    const plain = written.replace(/^["']|["']$/g, '');
    const value = plain
      .replace(/&(?!(?:amp|lt|gt|quot|apos);)/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/"/g, '&quot;');
    return [
      ...(mended === undefined
        ? []
        : [replace(`Write <?var ${mended}="${shown(plain)}"?>`, 0, node.length, `<?var ${mended}="${value}"?>`)]),
      asComment,
    ];
  }
  const stuck = ['connection', 'var', 'set'].find((each) => target.startsWith(each));
  if (stuck !== undefined)
    return [replace('Insert a space', start + 2 + stuck.length, start + 2 + stuck.length, ' '), asComment];
  const near = closest(target, ['connection', 'var', 'set']);
  return [
    ...(near === undefined ? [] : [replace(`Change to “${near}”`, start + 2, start + 2 + target.length, near)]),
    asComment,
  ];
};

const connectionUnknown: Repair = (spot) => {
  const name = text(spot).replace(/^["']|["']$/g, '');
  const near = closest(name.slice(0, 60), spot.document.context.connections ?? []);
  return [
    ...(near === undefined ? [] : [replace(`Change to “${near}”`, spot.start, spot.end, near)]),
    fix('Remove the directive', cut(spot, 0, spot.node.length)),
  ];
};

const setUnused: Repair = (spot) => [fix('Remove the directive', cut(spot, 0, spot.node.length))];

const variable: Repair = (spot) => {
  const { document, source, start, end, base } = spot;
  const found = findVariables(source).find((each) => each.start === start);
  if (found === undefined) return [];
  const known = new Set([...setsOf(document).namesAbove(base), ...(knownVariables(document)?.keys() ?? [])]);
  const fixes = variableReplacements(found, known).map((each) => replace(`Change to ${each}`, start, end, each));
  if (found.problem !== undefined) return [...fixes, replace('Remove the variable', start, end, '')];
  // At the beginning of the file, behind a connection that is named there.
  const at = /^\uFEFF?\s*(?:<\?connection[^?]*\?>[ \t]*(?:\r?\n)?)?/.exec(document.text)?.[0].length ?? 0;
  const define = fix(`Define ${found.name} in this file`, {
    start: at - base,
    end: at - base,
    text: `<?var ${found.name}=""?>${lineEnd(spot)}`,
  });
  return [...fixes, define];
};

const prefixUndeclared: Repair = (spot) => {
  const { element, document } = spot;
  const prefix = text(spot);
  if (element === undefined || !isName(prefix)) return [];
  const at = element.nameEnd;
  const named =
    element.attribute(`${prefix}:${spot.attribute?.local ?? ''}`) === undefined
      ? document.model
          .roots()
          .filter(({ name }) => name === element.local)
          .map(({ namespace }) => namespace)
      : [];
  const declare = (namespace: string): Fix =>
    replace(`Add xmlns:${prefix}="${namespace}"`, at, at, ` xmlns:${prefix}="${escapeValue(namespace, '"')}"`);
  const without =
    spot.attribute === undefined
      ? []
      : [
          replace(`Remove the prefix “${prefix}:”`, spot.start, spot.end + 1, ''),
          ...removeAttribute(spot, spot.attribute),
        ];
  return [...named.slice(0, 5).map(declare), declare(`urn:example:${prefix}`), ...without];
};

/** Text between stanzas becomes a comment, or the body of a message. */
const textOutside: Repair = (spot) => {
  const { start, end } = spot;
  const found = text(spot).replace(/^<!\[CDATA\[|\]\]>$/g, '');
  const inside = found.replace(/--+/g, '-').replace(/-$/, '- ');
  const body = `<message type="chat"><body>${found.replace(/&/g, '&amp;').replace(/</g, '&lt;').replaceAll(']]>', ']]&gt;')}</body></message>`;
  // A tag or a directive without its “<”.
  const opening = /^[!?/]?[\p{L}_-][^<>]*>/u.test(found) ? [replace('Write “<” before it', start, start, '<')] : [];
  return [
    ...opening,
    replace('Make it a comment', start, end, `<!-- ${inside} -->`),
    replace('Put it into a message', start, end, body),
    replace('Remove the text', start, end, ''),
  ];
};

const encoding: Repair = ({ source, node }) => {
  const match = /encoding\s*=\s*["']([^"']*)/.exec(source.slice(0, node.length));
  if (match === null) return [];
  const end = match.index + match[0].length;
  return [replace('Change to UTF-8', end - (match[1] ?? '').length, end, 'UTF-8')];
};

/** What is nested too deeply is taken out. */
const depth: Repair = (spot) =>
  spot.element?.parent === undefined
    ? []
    : [fix(`Remove <${spot.element.name}>`, cut(spot, spot.element.start, spot.element.end))];

/** Repairs of the writing: what makes a text XML at all. */
export const syntaxRepairs: RepairTable = {
  'xmpp/attribute-duplicate': (spot) => removeAttribute(spot, spot.attribute),
  'xmpp/attribute-malformed': attributeMalformed,
  'xmpp/character-forbidden': forbidden,
  'xmpp/comment': comment,
  'xmpp/connection-unknown': connectionUnknown,
  'xmpp/depth': depth,
  'xmpp/directive': directive,
  'xmpp/dtd': remove,
  'xmpp/encoding': encoding,
  'xmpp/entity': entity,
  'xmpp/namespace-declaration': (spot) => removeAttribute(spot, spot.attribute),
  'xmpp/prefix-undeclared': prefixUndeclared,
  'xmpp/processing-instruction': processingInstruction,
  'xmpp/set-unused': setUnused,
  'xmpp/tag-malformed': tagMalformed,
  'xmpp/tag-mismatch': tagMismatch,
  'xmpp/tag-not-closed': notClosed,
  'xmpp/text-outside': textOutside,
  'xmpp/variable': variable,
};
