/** The ways in which a body is shown. */
export const contentKinds = ['json', 'xml', 'text', 'cbor', 'picture', 'hex'] as const;
export type ContentKind = (typeof contentKinds)[number];

/** Titles of the ways, for people. */
export const contentTitles: Readonly<Record<ContentKind, string>> = {
  json: 'JSON',
  xml: 'XML',
  text: 'Text',
  cbor: 'CBOR',
  picture: 'Picture',
  hex: 'Hex',
};

/** Media types that say more than their suffix. */
const known: Readonly<Record<string, ContentKind>> = {
  'application/json': 'json',
  'text/json': 'json',
  'application/x-ndjson': 'text',
  'application/xml': 'xml',
  'text/xml': 'xml',
  // A picture that is a program as well: only its text is shown.
  'image/svg+xml': 'xml',
  'application/cbor': 'cbor',
  'application/yaml': 'text',
  'application/javascript': 'text',
  'application/x-www-form-urlencoded': 'text',
};

/** How a media type (RFC 6838) says that it is to be shown; undefined where it does not say, as `application/octet-stream`. */
export function kindOfType(type: string | undefined): ContentKind | undefined {
  const name = (type ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (Object.hasOwn(known, name)) return known[name];
  if (name.endsWith('+json')) return 'json';
  if (name.endsWith('+xml')) return 'xml';
  if (name.endsWith('+cbor')) return 'cbor';
  if (name.startsWith('text/')) return 'text';
  return name.startsWith('image/') ? 'picture' : undefined;
}
