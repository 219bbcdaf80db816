import { useFormatter, useTranslations } from 'next-intl';
import { EntryVerbs } from '@/components/lists/entry-verbs';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { EntryRow, ListView } from '@/lib/lists/view-types';

/** A page of a list. */
export function EntryTable({ view }: { readonly view: ListView }) {
  const t = useTranslations('lists');
  const { kind, rows, writable } = view;
  const hasDetail = kind !== 'hosts';
  return (
    <Table label={t(`kinds.${kind}`)} stacked>
      <thead>
        <tr>
          <Th>{t(`fields.${kind}.subject`)}</Th>
          {hasDetail && <Th>{t(`fields.${kind}.detail`)}</Th>}
          <Th>{t(`fields.${kind}.reason`)}</Th>
          <Th>{t(`fields.${kind}.owner`)}</Th>
          <Th>{t(`fields.${kind}.until`)}</Th>
          {writable && (
            <Th>
              <span className="sr-only">{t('entry.change')}</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.subject} ${row.detail} ${row.protocol}`}>
            <Td className="max-w-72 font-mono wrap-anywhere">{row.subject}</Td>
            {hasDetail && (
              <Td label={t(`fields.${kind}.detail`)} className="font-mono wrap-anywhere">
                {row.detail}
                {row.protocol !== '' && `/${row.protocol}`}
              </Td>
            )}
            <Td label={t(`fields.${kind}.reason`)} className="max-w-80 wrap-anywhere">
              {row.reason || '–'}
            </Td>
            <Td label={t(`fields.${kind}.owner`)} className="max-w-48 wrap-anywhere">
              {row.owner || '–'}
            </Td>
            <Td label={t(`fields.${kind}.until`)} className="whitespace-nowrap">
              <Until row={row} />
            </Td>
            {writable && (
              <Td className="text-right">
                <EntryVerbs view={view} row={row} />
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Until({ row: { until, ended } }: { readonly row: EntryRow }) {
  const t = useTranslations('lists');
  const format = useFormatter();
  if (until === null) return <span className="text-muted">{t('unlimited')}</span>;
  return (
    <span className="inline-flex items-center gap-2">
      {/* A calendar day, whatever the reader's zone. */}
      {format.dateTime(new Date(`${until}T12:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })}
      {ended && <Badge tone="neutral">{t('ended.mark')}</Badge>}
    </span>
  );
}
