/** Whether a key is one of those under which people write secrets, which must never stand in a shared file. */
export function looksSecret(key: string): boolean {
  return /pass(word|wd|phrase)?$|secret|token/i.test(key);
}
