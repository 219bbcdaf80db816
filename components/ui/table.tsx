import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

/** A plain table that scrolls inside its own box, never the page. `label` names the scrolling region. */
export function Table({ label, className, ...props }: ComponentProps<'table'> & { readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="relative overflow-x-auto">
      <table className={cn('w-full border-collapse text-left', className)} {...props} />
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

export function Td({ className, numeric, ...props }: ComponentProps<'td'> & { readonly numeric?: boolean }) {
  return (
    <td
      className={cn('h-row border-line border-b px-2 py-1 first:pl-0 last:pr-0', numeric && 'text-right', className)}
      {...props}
    />
  );
}
