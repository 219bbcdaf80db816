'use client';

import { type ColumnDef, type RowData, tableFeatures, useTable } from '@tanstack/react-table';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { HeaderCell, type Sorting } from '@/components/data-table/header-cell';
import { useRowHeight } from '@/components/data-table/row-height';
import { cn } from '@/components/ui/cn';

const OVERSCAN = 12;
/** Rows from the end at which the next page is asked for. */
const AHEAD = 30;
/** What the server draws before it knows the window. */
const FIRST_WINDOW = { width: 1280, height: 900 };

const ROW =
  'absolute inset-x-0 top-0 flex items-center gap-3 border-line border-b px-2 hover:bg-hover data-selected:bg-accent-soft ' +
  'data-active:shadow-[inset_3px_0_0_var(--accent)]';

export const tableModel = tableFeatures({});
export type TableColumn<T extends RowData> = ColumnDef<typeof tableModel, T>;

/** How a column looks: width and visibility as classes (container queries), and what it sorts by. */
export type ColumnLook = { readonly className: string; readonly sort?: string; readonly label: ReactNode };

type Props<T extends RowData> = {
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
export function VirtualTable<T extends RowData>(props: Props<T>) {
  const { label, columns, looks, rows, rowId, total, sorting, active, isSelected, isDimmed, onEndNear } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const height = useRowHeight();
  const table = useTable({ features: tableModel, columns, data: rows, getRowId: rowId });
  const model = table.getRowModel().rows;
  const virtual = useWindowVirtualizer({
    count: model.length,
    estimateSize: useCallback(() => height, [height]),
    overscan: OVERSCAN,
    scrollMargin: top,
    initialRect: FIRST_WINDOW,
    scrollPaddingStart: 40,
    scrollPaddingEnd: 72,
    useFlushSync: false,
    getItemKey: (index) => model[index]?.id ?? index,
  });

  useLayoutEffect(() => {
    const at = body.current?.getBoundingClientRect().top;
    if (at !== undefined) setTop(Math.round(at + window.scrollY));
  });
  useEffect(() => {
    if (height > 0) virtual.measure();
  }, [virtual, height]);

  const items = virtual.getVirtualItems();
  const lastDrawn = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastDrawn >= model.length - AHEAD) onEndNear();
  }, [lastDrawn, model.length, onEndNear]);

  useEffect(() => {
    if (active === null) return;
    virtual.scrollToIndex(active, { align: 'auto' });
    return focusRow(body, active);
  }, [active, virtual]);

  return (
    <table aria-label={label} aria-rowcount={total === null ? -1 : total + 1} className="@container block w-full">
      <thead className="sticky top-0 z-10 block bg-bg">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} aria-rowindex={1} className="flex h-8 items-center gap-3 border-line border-b px-2">
            {group.headers.map((header) => {
              const look = looks[header.column.id];
              return look && <HeaderCell key={header.id} look={look} sorting={sorting} />;
            })}
          </tr>
        ))}
      </thead>
      <tbody ref={body} className="relative block" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = model[index];
          if (!row) return null;
          return (
            <tr
              key={key}
              aria-rowindex={index + 2}
              data-index={index}
              data-selected={isSelected(row.original) || undefined}
              data-active={index === active || undefined}
              style={{ height, transform: `translateY(${start - top}px)` }}
              className={cn(ROW, isDimmed?.(row.original) && 'bg-sunken [&_a]:font-normal [&_a]:text-muted')}
            >
              {row.getAllCells().map((cell) => (
                <td key={cell.id} className={cn('flex min-w-0 items-center', looks[cell.column.id]?.className)}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

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
