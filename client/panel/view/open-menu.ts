/**
 * A menu that the keyboard opens (Shift+F10, the menu key) is of the element that has the focus. This opens it on a part of that instead:
 * the row, line or byte that the keyboard is on. Without such a part it stays as it is.
 */
export function openMenuAt(event: MouseEvent, part: Element | null): void {
  if (part === null) return;
  event.preventDefault();
  event.stopPropagation();
  const { left, bottom, width } = part.getBoundingClientRect();
  const at = { clientX: left + Math.min(16, width / 2), clientY: bottom };
  part.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at }));
}

export const isMac = /mac/i.test(navigator.userAgent);

/** Ctrl+C, and ⌘C on a Mac. */
export function isCopy(event: KeyboardEvent): boolean {
  return isWithCtrl(event, 'c');
}

/** Ctrl+A, and ⌘A on a Mac. */
export function isSelectAll(event: KeyboardEvent): boolean {
  return isWithCtrl(event, 'a');
}

function isWithCtrl(event: KeyboardEvent, key: string): boolean {
  return event.key.toLowerCase() === key && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}
