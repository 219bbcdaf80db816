import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { type BackupAddress, backupsHref } from '@/lib/backups/search-params';
import { STATES } from '@/lib/backups/types';
import type { ServiceSummary } from '@/lib/backups/view-types';

type Props = { readonly address: BackupAddress; readonly summary: ServiceSummary };

/** Narrows the grid to services by their worst objective. */
export function StateFilter({ address: { team, product, state }, summary }: Props) {
  const t = useTranslations('backups.filter');
  const [chosen] = state;
  const choices = [
    { id: 'all' as const, count: summary.total, state: [], current: chosen === undefined },
    ...STATES.map((one) => ({ id: one, count: summary[one], state: [one], current: chosen === one })),
  ];
  return (
    <nav aria-label={t('label')} className="mb-3 flex flex-wrap gap-1">
      {choices.map(({ id, count, state: wanted, current }) => (
        <Link
          key={id}
          href={`/backups${backupsHref({ state: wanted, team, product })}`}
          aria-current={current ? 'page' : undefined}
          className={cn(
            'inline-flex h-7 items-center rounded-md px-2 text-xs hover:bg-hover',
            current && 'bg-accent-soft font-medium',
          )}
        >
          {t(id, { count })}
        </Link>
      ))}
    </nav>
  );
}
