import Link from 'next/link';
import { cn } from '@/components/ui/cn';

type Props = {
  readonly label: string;
  readonly tabs: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
};

/** Tabs that are pages of their own: links, so that each has an address. */
export function NavTabs({ label, tabs }: Props) {
  return (
    <nav aria-label={label} className="mb-4 flex gap-1 overflow-x-auto border-line border-b">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? 'page' : undefined}
          className={cn(
            '-mb-px flex h-control shrink-0 items-center whitespace-nowrap border-transparent border-b-2 px-3 text-muted hover:text-text',
            tab.current && 'border-accent text-text',
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
