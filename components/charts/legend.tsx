import type { Series } from '@/components/charts/series';

/** The series of a chart in words, in the order of the picture from top to bottom. */
export function Legend({ series }: { readonly series: readonly Series[] }) {
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {series.map(({ key, label, colour }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden className="size-2 rounded-sm" style={{ background: colour }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
