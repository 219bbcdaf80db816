const STOPS = 'a[href], button, input, select, textarea, [tabindex="0"]';

/** What Tab stops at within `root`, in the order of the document. */
export function stopsIn(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(STOPS)].filter(
    (one) =>
      one.tabIndex >= 0 && !one.matches(':disabled, [inert] *') && one.checkVisibility({ checkVisibilityCSS: true }),
  );
}

/** Moves the focus on from where it is as Tab does, `back` as Shift+Tab does. */
export function moveOn(back: boolean): void {
  const from = document.activeElement ?? document.body;
  const stops = stopsIn(document);
  const lies = (where: number) => (one: HTMLElement) => (from.compareDocumentPosition(one) & where) !== 0;
  const next = back
    ? stops.findLast(lies(Node.DOCUMENT_POSITION_PRECEDING))
    : stops.find(lies(Node.DOCUMENT_POSITION_FOLLOWING));
  next?.focus();
}
