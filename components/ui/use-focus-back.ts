import { type KeyboardEvent, type RefObject, useRef } from 'react';

/**
 * For a popup: its trigger takes the focus back when it closes, unless something else has taken it by then, such as a
 * dialog that a choice opened. Given the trigger alone, the library would return to it in any case.
 */
export function useFocusBack(trigger: RefObject<HTMLElement | null>) {
  const popup = useRef<HTMLDivElement>(null);
  const finalFocus = () => {
    const { activeElement, body } = document;
    const free = activeElement === null || activeElement === body || popup.current?.contains(activeElement) === true;
    return free && trigger.current;
  };
  return { ref: popup, finalFocus };
}

/** Tab out of a popup goes on behind its trigger, Shift+Tab to it: the popup stands at the end of the document. */
export function tabFrom(trigger: RefObject<HTMLElement | null>, event: KeyboardEvent): void {
  if (event.shiftKey) event.preventDefault();
  trigger.current?.focus();
}
