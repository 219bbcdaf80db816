import { type Address, inRange, parseAddress, parseRange, type Range } from '@/lib/core/addresses/address';
import { portsOf } from '@/lib/lists/entry';
import type { Entry } from '@/lib/lists/types';

/** Whether `*` in a pattern stands for what is between: any characters, none too. Linear, for patterns are hostile. */
export function fitsPattern(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const [first = ''] = parts;
  if (parts.length === 1) return pattern === name;
  const last = parts.at(-1) ?? '';
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

type Wide = { readonly entry: Entry; readonly range: Range | null };

/** Entries by what they are of: lone names and addresses by look-up, ranges and patterns one by one. */
export type Index = {
  readonly exact: ReadonlyMap<string, readonly Entry[]>;
  readonly wide: readonly Wide[];
};

export function indexOf(entries: readonly Entry[]): Index {
  const isWide = ({ subject }: Entry) => subject.includes('*') || subject.includes('/');
  return {
    exact: Map.groupBy(
      entries.filter((entry) => !isWide(entry)),
      ({ subject }) => subject,
    ),
    wide: entries.filter(isWide).map((entry) => ({ entry, range: parseRange(entry.subject) })),
  };
}

function covers({ entry, range }: Wide, name: string, address: Address | null): boolean {
  if (range) return address !== null && inRange(address, range);
  return fitsPattern(entry.subject, name);
}

/** Whether an entry that is of one of these names holds what is asked of it. Names as assets have them (`hostKey`). */
export function anyOf(index: Index, names: readonly string[], fits: (entry: Entry) => boolean): boolean {
  return names.some((name) => {
    if (index.exact.get(name)?.some(fits)) return true;
    const address = parseAddress(name);
    return index.wide.some((one) => fits(one.entry) && covers(one, name, address));
  });
}

/** Whether an approval is of the port. */
export function fitsPort({ detail, protocol }: Entry, port: number, spoken: string): boolean {
  const ports = portsOf(detail);
  return ports !== null && (protocol === 'any' || protocol === spoken) && port >= ports.from && port <= ports.to;
}

/** Whether an approval is of the repository: at a boundary, `shop` is of `shop` and `shop/api`, not of `shopping`. */
export function fitsRepository({ detail }: Entry, repository: string): boolean {
  return detail === '' || repository === detail || repository.startsWith(`${detail}/`);
}
