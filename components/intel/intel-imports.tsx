'use client';

import { Radar } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IntelErrorText } from '@/components/intel/intel-error';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { Tone } from '@/components/ui/tone';
import type { IntelImportDto, IntelState } from '@/lib/intel/types';

const TONES: Readonly<Record<IntelState, Tone>> = {
  queued: 'neutral',
  running: 'accent',
  done: 'met',
  unchanged: 'neutral',
  failed: 'missed',
};

/** The last attempts, newest first: what came of each, and why where nothing did. */
export function IntelImports({ imports }: { readonly imports: readonly IntelImportDto[] }) {
  const t = useTranslations('intel');
  if (imports.length === 0) {
    return (
      <EmptyState icon={<Radar />} title={t('empty.title')}>
        {t('empty.detail')}
      </EmptyState>
    );
  }
  return (
    <div className="border-line border-t py-4">
      <h2 className="mb-1 font-semibold text-lg">{t('imports')}</h2>
      <Table label={t('imports')} stacked>
        <thead>
          <tr>
            <Th>{t('columns.when')}</Th>
            <Th>{t('columns.what')}</Th>
            <Th>{t('columns.from')}</Th>
            <Th>{t('columns.state')}</Th>
            <Th>{t('columns.result')}</Th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <tr key={one.id}>
              <Td label={t('columns.when')}>
                <RelativeTime at={one.at} />
              </Td>
              <Td label={t('columns.what')}>{t(`kinds.${one.kind}`)}</Td>
              <Td label={t('columns.from')} className="max-w-56">
                {t(`origins.${one.origin}`)}
                <span className="block truncate text-muted text-xs" title={one.source}>
                  {one.source}
                </span>
              </Td>
              <Td label={t('columns.state')}>
                <Badge tone={TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
              </Td>
              <Td label={t('columns.result')} className="min-w-56">
                <Outcome of={one} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Outcome({ of: { error, rows, added, changed, removed, retryAt } }: { readonly of: IntelImportDto }) {
  const t = useTranslations('intel');
  if (error) {
    return (
      <>
        <IntelErrorText error={error} />
        {retryAt && (
          <span className="block text-muted text-xs">
            {t.rich('retry', { when: () => <RelativeTime key="when" at={retryAt} /> })}
          </span>
        )}
      </>
    );
  }
  if (rows === null) return null;
  return t('result', { rows, added: added ?? 0, changed: changed ?? 0, removed: removed ?? 0 });
}
