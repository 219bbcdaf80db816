'use client';

import { useTranslations } from 'next-intl';
import { EditSource } from '@/components/backups/form/edit-source';
import { useLength } from '@/components/backups/words';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { SourceRow } from '@/lib/backups/view-types';

/** Who sends, how fresh it is, and what of it protects nothing yet. */
export function SourceTable({ rows }: { readonly rows: readonly SourceRow[] }) {
  const t = useTranslations('backups.sources');
  const length = useLength();
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th>{t('tool')}</Th>
          <Th>{t('last')}</Th>
          <Th>{t('zone')}</Th>
          <Th numeric>{t('deliveries')}</Th>
          <Th>{t('unprotected')}</Th>
          <Th>
            <span className="sr-only">{t('actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Td>
              <span className="font-medium">{row.name}</span>
              <span className="block text-muted text-xs">{row.product.name}</span>
              {row.wrongClock && (
                <span className="block text-missed-ink text-xs wrap-anywhere">
                  {t('clock', {
                    count: row.wrongClocks,
                    asset: row.wrongClock.asset,
                    ahead: row.wrongClock.ahead === null ? 'none' : length(row.wrongClock.ahead),
                  })}
                </span>
              )}
            </Td>
            <Td label={t('tool')}>{row.label}</Td>
            <Td label={t('last')}>
              {row.lastReceivedAt ? <RelativeTime at={row.lastReceivedAt} /> : t('never')}{' '}
              {row.silentSince && <Badge tone="missed">{t('silent')}</Badge>}
            </Td>
            <Td label={t('zone')}>{row.timeZone}</Td>
            <Td label={t('deliveries')} numeric>
              {row.deliveries}
            </Td>
            <Td label={t('unprotected')} className="max-w-72 wrap-anywhere">
              {row.unprotected.join(', ')}
            </Td>
            <Td numeric>{row.writable && <EditSource source={row} />}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
