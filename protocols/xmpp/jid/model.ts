/** What preparing a part gives: the prepared text, or where within the part it fails and why. */
export type Prepared =
  { readonly text: string } | { readonly start: number; readonly end: number; readonly message: string };
