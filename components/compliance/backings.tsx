import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { SafeguardBadge } from '@/components/compliance/state-badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { wordsIn } from '@/lib/compliance/rules';
import { safeguardAt } from '@/lib/compliance/search-params';
import type { BackingView } from '@/lib/compliance/view-types';

type Props = { readonly backings: readonly BackingView[]; readonly day: string | null };

/** The safeguards behind a control, each with its state, its measure and the age of its proof; a click leads to the proof. */
export function Backings({ backings, day }: Props) {
  const t = useTranslations('compliance.backings');
  const locale = useLocale();
  if (backings.length === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          <Th>{t('safeguard')}</Th>
          <Th>{t('coverage')}</Th>
          <Th>{t('state')}</Th>
          <Th numeric>{t('measured')}</Th>
          <Th>{t('evidence')}</Th>
          <Th>{t('owner')}</Th>
        </tr>
      </thead>
      <tbody>
        {backings.map(({ safeguard, promise, coverage, state, automatic, good, total, freshAt, owner, exceptions }) => (
          <tr key={safeguard} className="align-top">
            <Td className="max-w-md">
              <Link href={safeguardAt(safeguard, day)} className="wrap-anywhere hover:underline">
                <span className="font-mono text-xs">{safeguard}</span> {wordsIn(promise, locale)}
              </Link>
              {exceptions.length > 0 && (
                <span className="block text-muted text-xs">
                  {t('excepted', { numbers: exceptions.map(({ number }) => `#${number}`).join(', ') })}
                </span>
              )}
            </Td>
            <Td label={t('coverage')}>{t(coverage)}</Td>
            <Td label={t('state')}>
              <SafeguardBadge state={state} />
            </Td>
            <Td numeric label={t('measured')} className="tabular-nums">
              {total > 0 ? t('share', { good, total }) : t(automatic ? 'notMeasured' : 'attested')}
            </Td>
            <Td label={t('evidence')}>
              {freshAt ? <RelativeTime at={freshAt} /> : <span className="text-muted">{t('noEvidence')}</span>}
            </Td>
            <Td label={t('owner')}>{owner ?? <span className="text-muted">{t('nobody')}</span>}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
