/** True where a single letter is text or belongs to something else: fields, editors, open dialogs, keys with Ctrl, Alt or Meta. */
export function isNotForUs(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, dialog, [contenteditable]') !== null;
}
