import { flags, filterKeys } from './keys.ts';

/** What may be written in a filter: an example of each form and key, for the help beside it. */
export const filterSyntax: readonly { readonly example: string; readonly meaning: string }[] = [
  { example: 'disco romeo', meaning: 'both words occur in name, summary, connection or addresses' },
  { example: '"two words"', meaning: 'the words occur together' },
  { example: '/or?der/i', meaning: 'a regular expression; i: upper and lower case are alike' },
  { example: '-ping', meaning: 'without the word; excludes with the terms below too' },
  { example: '(iq OR presence)', meaning: 'one of them' },
  ...Object.entries(flags).map(([example, meaning]) => ({ example, meaning })),
  ...Object.values(filterKeys).map(({ example, about }) => ({ example, meaning: about })),
];
