import type { TrafficRow } from '../../protocols/core/inspect/index.ts';
import { clip, type OpenUnit } from '../../protocols/core/index.ts';
import { followsOf } from '../../protocols/filter/index.ts';
import { protocolOf } from '../../protocols/index.ts';
import type { UnitRecord } from './columns.ts';

/** Characters of an address or a name that a row has. */
const longest = 500;

/** What a list shows and offers of a unit besides its summary: addresses, link, what it can be written as, and what it is a part of. */
export function rowFacts(
  { protocol, kind, side, delivery }: UnitRecord,
  name: string,
  opened: OpenUnit,
): Pick<TrafficRow, 'from' | 'to' | 'link' | 'language' | 'template' | 'follows'> {
  const { search, templates } = protocolOf(protocol);
  const { language } = opened;
  const place = opened.context.place;
  const follows = followsOf({
    name,
    kind,
    side,
    delivery,
    search,
    place: () => place,
    open: () => opened,
  });
  const named = (what: 'from' | 'to'): string | undefined => {
    const [first] = search.named(opened, what);
    return first === undefined ? undefined : clip(first, longest);
  };
  const [from, to, link] = [named('from'), named('to'), place?.link?.name];
  const template = templates.form(opened);
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(link === undefined ? {} : { link: clip(link, longest) }),
    ...(language === undefined ? {} : { language }),
    ...(template === undefined ? {} : { template }),
    ...(follows.length === 0 ? {} : { follows }),
  };
}
