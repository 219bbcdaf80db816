/** Which rows are chosen: some, by id, or everything that the list matches. `anchor` is where a range begins. */
export type Choice =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<number>; readonly anchor: number | null }
  | { readonly kind: 'matching' };

export const NOTHING: Choice = { kind: 'some', ids: new Set(), anchor: null };
export const EVERYTHING: Choice = { kind: 'matching' };

export function isChosen(choice: Choice, id: number): boolean {
  return choice.kind === 'matching' || choice.ids.has(id);
}

/** Leaving "everything" by one row keeps the rows that are loaded, without it. */
export function toggle(choice: Choice, id: number, loaded: readonly number[]): Choice {
  const ids = new Set(choice.kind === 'matching' ? loaded : choice.ids);
  if (!ids.delete(id)) ids.add(id);
  return { kind: 'some', ids, anchor: id };
}

/** Adds everything between the anchor and `id`, both included, in the order of the list. */
export function extend(choice: Choice, id: number, loaded: readonly number[]): Choice {
  if (choice.kind === 'matching') return choice;
  const from = choice.anchor === null ? -1 : loaded.indexOf(choice.anchor);
  const to = loaded.indexOf(id);
  if (to < 0) return choice;
  const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
  return { kind: 'some', ids: new Set([...choice.ids, ...loaded.slice(first, last + 1)]), anchor: id };
}

export function chooseLoaded(loaded: readonly number[]): Choice {
  return { kind: 'some', ids: new Set(loaded), anchor: null };
}

export function isEmpty(choice: Choice): boolean {
  return choice.kind === 'some' && choice.ids.size === 0;
}
