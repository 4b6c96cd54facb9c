/** Sorts messages of the host: `take` gives whether one is to be shown, `summary` says what was left out. */
export function quiet(): { take(words: readonly unknown[]): boolean; summary(): string | undefined };
