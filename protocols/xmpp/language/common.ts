import type { Specification } from '../model/definition.ts';

/**
 * Extensions by how many clients, servers and libraries say that they support them, the most common first: their elements are
 * what somebody who opens a tag most likely wants. Numbers are those of XEPs.
 */
const byAdoption: readonly number[] = [
  115, 45, 30, 163, 313, 54, 280, 77, 198, 191, 85, 48, 363, 249, 49, 384, 184, 223, 60, 153, 84, 308, 4, 66, 402, 333,
  410, 368, 380, 352, 398, 245, 157, 392, 425, 424, 234, 124, 357, 156, 215, 353, 206, 359, 59, 369, 261, 167, 386, 374,
  203, 401, 393, 379, 199, 82, 411, 176, 445, 114, 420, 50, 92,
];

const places = new Map(byAdoption.map((number, place) => [`XEP-${String(number).padStart(4, '0')}`, place]));

/** A key that sorts the most common specifications first: RFCs, then extensions by adoption, then all others alike. */
export function commonness({ id }: Pick<Specification, 'id'>): string {
  const place = id.startsWith('RFC') ? 0 : 1 + (places.get(id) ?? byAdoption.length);
  return String(place).padStart(2, '0');
}
