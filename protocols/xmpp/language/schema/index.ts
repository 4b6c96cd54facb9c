import type { LanguageService, OutlineSymbol } from '../../../core/index.ts';
import type { XmlElement } from '../../parser/node.ts';
import { folds } from '../folds.ts';
import { completions } from './completions.ts';
import { parse, type SchemaDocument } from './document.ts';
import { hover } from './hover.ts';

/** What has a name, with what has a name in it. */
function symbols({ read }: SchemaDocument): OutlineSymbol[] {
  return read.schemas.flatMap(({ root, reader, start }) => {
    const visit = (node: XmlElement): OutlineSymbol[] => {
      const children = reader.children(node).flatMap(visit);
      const name = reader.value(node, 'name') ?? reader.value(node, 'ref');
      if (name === undefined) return children;
      const selection = { start: start + node.nameStart, end: start + node.nameEnd };
      return [
        {
          name,
          detail: node.local,
          kind: node.local === 'attribute' ? 'field' : 'element',
          start: start + node.start,
          end: start + node.end,
          selection,
          children,
        },
      ];
    };
    return reader.children(root).flatMap(visit);
  });
}

/** What the editor asks of the XML Schemas that `xmpp.schemas` lists. */
export const xmppSchemaLanguage: LanguageService<SchemaDocument> = {
  parse,
  diagnostics: ({ diagnostics }) => diagnostics,
  completions,
  hover,
  symbols,
  sendables: () => [],
  folds: ({ read }) => folds(read.xml.document),
};
