import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export type Sorting = {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
  readonly onSort: (key: string) => void;
};

type Props = {
  readonly look: { readonly className: string; readonly sort?: string; readonly label: ReactNode };
  readonly sorting: Sorting;
};

/** A column's head; one that sorts is a button that says how. */
export function HeaderCell({ look: { className, sort, label }, sorting }: Props) {
  const sorted = sort === sorting.key ? sorting.direction : null;
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted === null ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
      className={cn('flex min-w-0 items-center text-left font-medium text-muted text-xs', className)}
    >
      {sort ? (
        <button
          type="button"
          className="inline-flex h-6 items-center gap-1 rounded hover:text-text"
          onClick={() => sorting.onSort(sort)}
        >
          {label}
          {sorted && <Arrow aria-hidden className="size-3" />}
        </button>
      ) : (
        label
      )}
    </th>
  );
}
