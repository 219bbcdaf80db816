/** What an item is called in addresses and notes: `e.<event>`, `a.<alert's number>`, `l.<line's number>`, `n.<note's id>`. */
export type ItemRef =
  | { readonly of: 'event'; readonly ref: string }
  | { readonly of: 'alert'; readonly number: number }
  | { readonly of: 'line'; readonly seq: number }
  | { readonly of: 'note'; readonly id: string };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @returns null where it names nothing that can be */
export function parseRef(ref: string): ItemRef | null {
  const rest = ref.slice(2);
  const number = /^[1-9]\d{0,8}$/.test(rest) ? Number(rest) : null;
  switch (ref.slice(0, 2)) {
    case 'e.':
      return /^[a-z]{1,20}\.\d{1,18}\.-?\d{1,19}$/.test(rest) ? { of: 'event', ref: rest } : null;
    case 'a.':
      return number === null ? null : { of: 'alert', number };
    case 'l.':
      return number === null ? null : { of: 'line', seq: number };
    case 'n.':
      return UUID.test(rest) ? { of: 'note', id: rest } : null;
    default:
      return null;
  }
}
