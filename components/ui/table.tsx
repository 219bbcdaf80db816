import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

type TableProps = ComponentProps<'table'> & {
  /** Names the scrolling region. */
  readonly label: string;
  /** Rows become blocks where the box is narrow (globals.css); cells bring their own `label` there. */
  readonly stacked?: boolean;
};

/** A plain table that scrolls inside its own box, never the page. */
export function Table({ label, stacked, className, ...props }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className={cn('relative overflow-x-auto', stacked && '@container')}>
      <table className={cn('w-full border-collapse text-left', stacked && 'stacked', className)} {...props} />
    </section>
  );
}

export function Th({ className, numeric, ...props }: ComponentProps<'th'> & { readonly numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        'h-8 border-line border-b px-2 font-medium text-muted text-xs whitespace-nowrap first:pl-0 last:pr-0',
        numeric && 'text-right',
        className,
      )}
      {...props}
    />
  );
}

type TdProps = ComponentProps<'td'> & {
  readonly numeric?: boolean;
  /** The heading of its column, shown where the rows of the table are stacked. */
  readonly label?: string;
};

export function Td({ className, numeric, label, children, ...props }: TdProps) {
  return (
    <td
      data-label={label}
      className={cn('h-row border-line border-b px-2 py-1 first:pl-0 last:pr-0', numeric && 'text-right', className)}
      {...props}
    >
      {label === undefined ? children : <div className="contents">{children}</div>}
    </td>
  );
}
