import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/components/ui/table';
import { safeguardAt } from '@/lib/compliance/search-params';
import type { ExceptionView } from '@/lib/compliance/view-types';

/** What need not hold for a while: why, who agreed, until when. Nothing where there is none. */
export function Exceptions({ rows, day }: { readonly rows: readonly ExceptionView[]; readonly day: string | null }) {
  const t = useTranslations('compliance.exceptions');
  const format = useFormatter();
  if (rows.length === 0) return null;
  return (
    <>
      <h2 className="mt-6 mb-1 font-semibold text-lg">{t('title')}</h2>
      <p className="mb-2 max-w-prose text-muted">{t('lead')}</p>
      <Table label={t('title')} stacked>
        <thead>
          <tr>
            <Th>{t('exception')}</Th>
            <Th>{t('reason')}</Th>
            <Th>{t('requestedBy')}</Th>
            <Th>{t('approvedBy')}</Th>
            <Th>{t('until')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ number, safeguard, kind, reason, requestedBy, approvedBy, expiresAt }) => (
            <tr key={number} className="align-top">
              <Td>
                <Link href={safeguardAt(safeguard, day)} className="whitespace-nowrap hover:underline">
                  {t('name', { number: String(number), safeguard })}
                </Link>
                <span className="block text-muted text-xs">{t(`kinds.${kind}`)}</span>
              </Td>
              <Td label={t('reason')} className="max-w-md whitespace-pre-line wrap-anywhere">
                {reason}
              </Td>
              <Td label={t('requestedBy')}>{requestedBy}</Td>
              <Td label={t('approvedBy')}>{approvedBy}</Td>
              <Td label={t('until')} className="whitespace-nowrap">
                {format.dateTime(new Date(expiresAt), 'day')}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
