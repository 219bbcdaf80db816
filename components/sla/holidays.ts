import type { Holiday } from '@/lib/sla/types';

/** One holiday a line, `2026-12-25 Christmas`: the way such lists are pasted. Lines without a day stay wrong. */
export function holidaysOf(text: string): Holiday[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [day = '', ...words] = line.split(/[\s,;]+/);
      return { day, name: words.join(' ') };
    });
}

export function textOf(holidays: readonly Holiday[]): string {
  return holidays.map(({ day, name }) => `${day} ${name}`.trim()).join('\n');
}
