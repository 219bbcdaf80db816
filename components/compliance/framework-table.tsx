import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { StateBar } from '@/components/compliance/state-bar';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { complianceHref } from '@/lib/compliance/search-params';
import type { FrameworkLine } from '@/lib/compliance/view-types';

type Props = { readonly frameworks: readonly FrameworkLine[]; readonly day: string | null };

/** Frameworks with their controls by state: what is met, what is not, what nobody can prove. */
export function FrameworkTable({ frameworks, day }: Props) {
  const t = useTranslations('compliance.list');
  const format = useFormatter();
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          <Th>{t('framework')}</Th>
          <Th>{t('controls')}</Th>
          <Th numeric>{t('met')}</Th>
          <Th numeric>{t('evidence')}</Th>
          <Th>{t('oldest')}</Th>
        </tr>
      </thead>
      <tbody>
        {frameworks.map(({ id, title, version, issuer, imported, summary }) => (
          <tr key={id} className="align-top">
            <Td className="max-w-md py-2">
              <Link
                href={complianceHref(`/compliance/${id}`, { at: day })}
                className="font-medium wrap-anywhere hover:underline"
              >
                {title}
              </Link>{' '}
              {imported?.archivedAt && <Badge>{t('archived')}</Badge>}
              <span className="block text-muted text-xs wrap-anywhere">
                {[version, issuer].filter((part) => part !== '').join(' · ')}
              </span>
            </Td>
            <Td label={t('controls')} className="py-2">
              <StateBar counts={summary.counts} />
            </Td>
            <Td numeric label={t('met')} className="whitespace-nowrap py-2 tabular-nums">
              {t('share', { n: summary.counts.met, of: summary.applicable })}
            </Td>
            <Td numeric label={t('evidence')} className="py-2 tabular-nums">
              {format.number(summary.applicable === 0 ? 0 : summary.withEvidence / summary.applicable, 'percent')}
            </Td>
            <Td label={t('oldest')} className="py-2">
              {summary.oldestAt ? (
                <RelativeTime at={summary.oldestAt} />
              ) : (
                <span className="text-muted">{t('none')}</span>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
