/** A payload in a word or two: the last part of its namespace where the element's name says little. */
export function shortName(namespace: string, local: string): string {
  const last = /([^/:]+?)(?::\d+)?$/.exec(namespace)?.[1] ?? namespace;
  return local === 'query' || local === 'x' || local === last ? last : local;
}
