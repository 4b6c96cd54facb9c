/** What shows the units of all protocols, each loaded when the first unit of its protocol is opened: for a page that neither judges nor follows them. */
import {
  noSearch,
  noTemplates,
  unknownCodec,
  type Codec,
  type ProtocolName,
  type UnitSearch,
  type UnitTemplates,
} from './core/index.ts';

/** Opens the units of one protocol, looks into them and writes them. */
export interface UnitViews {
  readonly codec: Codec;
  readonly search: UnitSearch;
  readonly templates: UnitTemplates;
}

const loaders: Readonly<Record<ProtocolName, () => Promise<UnitViews>>> = {
  amqp: async () => {
    const [{ amqpCodec }, { amqpSearch }, { amqpTemplates }] = await Promise.all([
      import('./amqp/codec/codec.ts'),
      import('./amqp/search/search.ts'),
      import('./amqp/codec/template.ts'),
    ]);
    return { codec: amqpCodec, search: amqpSearch, templates: amqpTemplates };
  },
  'amqp-0-9-1': async () => {
    const { amqp091Codec, amqp091Search } = await import('./amqp091/codec.ts');
    return { codec: amqp091Codec, search: amqp091Search, templates: noTemplates };
  },
  xmpp: async () => {
    const [{ xmppCodec }, { xmppSearch }, { xmppTemplates }] = await Promise.all([
      import('./xmpp/codec/codec.ts'),
      import('./xmpp/search/search.ts'),
      import('./xmpp/codec/template.ts'),
    ]);
    return { codec: xmppCodec, search: xmppSearch, templates: xmppTemplates };
  },
  unknown: () => Promise.resolve({ codec: unknownCodec, search: noSearch, templates: noTemplates }),
};

/** Loads what shows the units of a protocol; later calls give the same. */
export function loadViews(name: ProtocolName): Promise<UnitViews> {
  return loaders[name]();
}
