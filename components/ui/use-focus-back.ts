import { type RefObject, useRef } from 'react';

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
