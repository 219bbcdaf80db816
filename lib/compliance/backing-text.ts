import type { DecideControl } from '@/lib/compliance/schema';

type Backing = NonNullable<DecideControl['backing']>;
type Coverage = Backing[number]['coverage'];

const SAFEGUARD = /^[A-H]\d{1,2}$/;

/** Numbers of safeguards as people type them: "F1, f3 F5". Null where a word is none. */
export function safeguardsIn(text: string): readonly string[] | null {
  const words = text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  return words.every((word) => SAFEGUARD.test(word)) ? [...new Set(words)] : null;
}

/** The other way round. */
export function backingText(backing: readonly Backing[number][], wanted: Coverage): string {
  return backing.flatMap(({ safeguard, coverage }) => (coverage === wanted ? [safeguard] : [])).join(', ');
}

/** Both lists as one; null where a word is no safeguard. One in both lists covers it fully. */
export function backingOf(full: string, partial: string): Backing | null {
  const [whole, part] = [safeguardsIn(full), safeguardsIn(partial)];
  if (whole === null || part === null) return null;
  return [
    ...whole.map((safeguard) => ({ safeguard, coverage: 'full' as const })),
    ...part.filter((one) => !whole.includes(one)).map((safeguard) => ({ safeguard, coverage: 'partial' as const })),
  ];
}
