'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { StateBadge } from '@/components/backups/state-badge';
import { useMeasure, useReason } from '@/components/backups/words';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { Tooltip } from '@/components/ui/tooltip';
import { OBJECTIVES, type Verdict } from '@/lib/backups/types';
import type { ServiceRow } from '@/lib/backups/view-types';

/** Services against their objectives, each cell with its reasons. */
export function ServiceGrid({ rows }: { readonly rows: readonly ServiceRow[] }) {
  const t = useTranslations('backups');
  return (
    <Table label={t('grid.label')} stacked>
      <thead>
        <tr>
          <Th>{t('grid.service')}</Th>
          {OBJECTIVES.map((objective) => (
            <Th key={objective}>{t(`objectives.${objective}`)}</Th>
          ))}
          <Th>{t('grid.evaluated')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Td className="min-w-32">
              <Link href={`/backups/${row.id}`} prefetch={false} className="font-medium wrap-anywhere hover:underline">
                {row.name}
              </Link>
              <span className="block text-muted text-xs">
                {row.product.name}
                {row.plans === 0 && ` · ${t('grid.noPlan')}`}
              </span>
              {row.silent.length > 0 && (
                <span className="block text-missed-ink text-xs">
                  {t('grid.silent', { names: row.silent.join(', ') })}
                </span>
              )}
            </Td>
            {OBJECTIVES.map((objective) => {
              const verdict = row.verdicts.find((one) => one.objective === objective);
              return (
                <Td key={objective} label={t(`objectives.${objective}`)}>
                  {verdict && <Cell verdict={verdict} />}
                </Td>
              );
            })}
            <Td label={t('grid.evaluated')} className="text-muted text-xs">
              {row.evaluatedAt ? <RelativeTime at={row.evaluatedAt} /> : t('grid.never')}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Cell({ verdict }: { readonly verdict: Verdict }) {
  const measure = useMeasure();
  const reason = useReason();
  const { value } = measure(verdict);
  return (
    <Tooltip
      trigger={
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the reasons must be reachable by keyboard
        <span tabIndex={0} className="inline-flex min-h-6 items-center rounded-sm">
          <StateBadge state={verdict.state}>{value}</StateBadge>
        </span>
      }
    >
      <span className="flex flex-col gap-1">
        {verdict.reasons.map((one) => (
          <span key={`${one.code} ${JSON.stringify(one.params)}`}>{reason(one)}</span>
        ))}
      </span>
    </Tooltip>
  );
}
