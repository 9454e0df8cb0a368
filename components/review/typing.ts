/** Whether the person has switched single letters off as keys (the frame of the desk says so). */
const areOff = () => document.querySelector('[data-single-keys="off"]') !== null;

/**
 * True where a single letter is text or belongs to something else: fields, editors, open dialogs, keys with Ctrl, Alt or Meta; and
 * everywhere once the person has switched such keys off.
 */
export function isNotForUs(event: KeyboardEvent): boolean {
  if (areOff()) return true;
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, dialog, [contenteditable]') !== null;
}
