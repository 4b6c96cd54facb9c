import { BoundedMap } from '../../core/index.ts';
import { detach } from '../parser/intern.ts';

/** UTF-16 units of a key beyond which an entry is not kept: ids are short where nobody attacks. */
export const longestKey = 1024;

/** What is remembered by a text of a peer, such as an id. Keys hold on to nothing but their own characters; the texts in values must not either. */
export class TextMap<V> extends BoundedMap<string, V> {
  /** `limit`: entries, with 200 UTF-16 units for each; `sizeOf`: about the UTF-16 units that a value holds. */
  constructor(limit: number, sizeOf: (value: V) => number) {
    super(limit, limit * 200, (key, value) => (key.length > longestKey ? Infinity : key.length + sizeOf(value)));
  }

  override set(key: string, value: V): this {
    return super.set(detach(key), value);
  }
}
