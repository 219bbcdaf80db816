'use client';

import { memo, type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { HeaderCell, type Sorting } from '@/components/data-table/header-cell';
import { useRowHeight } from '@/components/data-table/row-height';
import { useWindowRows } from '@/components/data-table/use-window-rows';
import { cn } from '@/components/ui/cn';

/** Rows from the end at which the next page is asked for. */
const AHEAD = 30;

const ROW =
  'absolute inset-x-0 top-0 flex items-center gap-3 border-line border-b px-2 hover:bg-hover data-selected:bg-accent-soft ' +
  'data-active:shadow-[inset_3px_0_0_var(--accent)]';

export type TableColumn<T> = { readonly id: string; readonly cell: (row: T) => ReactNode };

/** How a column looks: width and visibility as classes (container queries), and what it sorts by. */
export type ColumnLook = { readonly className: string; readonly sort?: string; readonly label: ReactNode };

type Props<T> = {
  readonly label: string;
  readonly columns: readonly TableColumn<T>[];
  /** By column id. */
  readonly looks: Readonly<Record<string, ColumnLook>>;
  readonly rows: readonly T[];
  readonly rowId: (row: T) => string;
  /** Rows in all, null when not counted exactly. */
  readonly total: number | null;
  readonly sorting: Sorting;
  /** The row that the keyboard is on; it is scrolled into view and its link takes the focus. */
  readonly active: number | null;
  readonly isSelected: (row: T) => boolean;
  readonly isDimmed?: (row: T) => boolean;
  readonly onEndNear: () => void;
};

/**
 * A table of any length: rows of one height, drawn only where the window is. Each row holds one link with
 * `data-row-link`, which stretches over the row.
 */
export function VirtualTable<T>(props: Props<T>) {
  const { label, columns, looks, rows, rowId, total, sorting, active, isSelected, isDimmed, onEndNear } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const height = useRowHeight();
  const { first, end, scrollTo } = useWindowRows({ count: rows.length, height, top });

  useLayoutEffect(() => {
    const at = body.current?.getBoundingClientRect().top;
    if (at !== undefined) setTop(Math.round(at + window.scrollY));
  });

  useEffect(() => {
    if (end > rows.length - AHEAD) onEndNear();
  }, [end, rows.length, onEndNear]);

  useEffect(() => {
    if (active === null) return;
    scrollTo(active);
    return focusRow(body, active);
  }, [active, scrollTo]);

  const widths = columns.map(({ id }) => looks[id]?.className ?? '').join('\n');
  const classes = useMemo(() => widths.split('\n').map((width) => cn('flex min-w-0 items-center', width)), [widths]);

  return (
    <table aria-label={label} aria-rowcount={total === null ? -1 : total + 1} className="@container block w-full">
      <thead className="sticky top-0 z-10 block bg-bg">
        <tr aria-rowindex={1} className="flex h-8 items-center gap-3 border-line border-b px-2">
          {columns.map(({ id }) => {
            const look = looks[id];
            return look && <HeaderCell key={id} look={look} sorting={sorting} />;
          })}
        </tr>
      </thead>
      <tbody ref={body} className="relative block" style={{ height: rows.length * height }}>
        {rows.slice(first, end).map((row, offset) => {
          const index = first + offset;
          return (
            <Row
              key={rowId(row)}
              row={row}
              index={index}
              height={height}
              columns={columns}
              classes={classes}
              isSelected={isSelected(row)}
              isActive={index === active}
              isDimmed={isDimmed?.(row) ?? false}
            />
          );
        })}
      </tbody>
    </table>
  );
}

type RowProps<T> = {
  readonly row: T;
  readonly index: number;
  readonly height: number;
  readonly columns: readonly TableColumn<T>[];
  /** Of each column's cells. */
  readonly classes: readonly string[];
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly isDimmed: boolean;
};

function DrawnRow<T>({ row, index, height, columns, classes, isSelected, isActive, isDimmed }: RowProps<T>) {
  return (
    <tr
      aria-rowindex={index + 2}
      data-index={index}
      data-selected={isSelected || undefined}
      data-active={isActive || undefined}
      style={{ height, transform: `translateY(${index * height}px)` }}
      className={cn(ROW, isDimmed && 'bg-sunken [&_a]:font-normal [&_a]:text-muted')}
    >
      {columns.map(({ id, cell }, place) => (
        <td key={id} className={classes[place]}>
          <Cell draw={cell} row={row} />
        </td>
      ))}
    </tr>
  );
}
/** Moving through the list draws the two rows anew between which it moves. */
const Row = memo(DrawnRow) as typeof DrawnRow;

function DrawnCell<T>({ draw, row }: { readonly draw: (row: T) => ReactNode; readonly row: T }) {
  return draw(row);
}
const Cell = memo(DrawnCell) as typeof DrawnCell;

/** The row may be drawn a few frames after the scroll: tries until it is there. */
function focusRow(body: RefObject<HTMLTableSectionElement | null>, index: number): () => void {
  let tries = 10;
  let frame = 0;
  const attempt = () => {
    const link = body.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row-link]`);
    if (link) link.focus({ preventScroll: true });
    else if (tries-- > 0) frame = requestAnimationFrame(attempt);
  };
  attempt();
  return () => cancelAnimationFrame(frame);
}
