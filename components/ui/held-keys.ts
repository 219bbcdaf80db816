import { moveOn } from '@/components/ui/stops';

/** Frames that a dialog may take to move the focus into itself. */
const FRAMES = 12;

/**
 * Holds what is typed from now on, so that neither the page's shortcuts nor a field behind take it. Returned: lets go,
 * and gives what was held to whatever has the focus once that has moved.
 */
export function holdKeys(): () => void {
  const held: KeyboardEvent[] = [];
  const before = document.activeElement;
  const hold = (event: KeyboardEvent) => {
    if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push(event);
  };
  window.addEventListener('keydown', hold, true);
  return () => {
    let left = FRAMES;
    const give = () => {
      if (document.activeElement === before && left-- > 0) return requestAnimationFrame(give);
      window.removeEventListener('keydown', hold, true);
      void pressAll(held);
    };
    give();
  };
}

async function pressAll(held: readonly KeyboardEvent[]): Promise<void> {
  for (const event of held) {
    const leaves = press(event) && event.key === 'Tab';
    if (!leaves) continue;
    // A made key press does not move the focus by itself. What closes by it has to be closed before.
    await new Promise((resolve) => setTimeout(resolve));
    moveOn(event.shiftKey);
  }
}

/** @returns whether the key is left to do what the browser does with it */
function press({ key, code, shiftKey }: KeyboardEvent): boolean {
  const target = document.activeElement ?? document.body;
  const taken = !target.dispatchEvent(
    new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }),
  );
  // Nor does it write anything.
  const writes =
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'radio');
  if (taken || !writes || key.length !== 1 || target.type === 'checkbox') return !taken;
  target.setRangeText(key, target.selectionStart ?? 0, target.selectionEnd ?? 0, 'end');
  target.dispatchEvent(new InputEvent('input', { bubbles: true, data: key, inputType: 'insertText' }));
  return true;
}
