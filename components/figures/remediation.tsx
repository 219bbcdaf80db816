'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { SeverityBars } from '@/components/figures/severity-bars';
import type { Remediation, RemediationFigures } from '@/lib/figures/types';

type Props = { readonly figures: RemediationFigures };

const shareOf = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** "78%", or that it is not known. */
function useShare() {
  const t = useTranslations('figures');
  const format = useFormatter();
  return (part: number, whole: number) => {
    const share = shareOf(part, whole);
    return share === null ? t('notKnown') : format.number(share, 'percent');
  };
}

/** How long fixes took: the median, and the mean, which a few old ones raise. */
export function TimeToFix({ figures: { all, before, severities }, fixedHref }: Props & { readonly fixedHref: string }) {
  const t = useTranslations('figures.time');
  const past =
    before.medianDays === null ? t('noBefore') : t('before', { median: before.medianDays, fixed: before.fixed });
  return (
    <SeverityBars
      title={t('title')}
      lead={
        all.medianDays === null || all.meanDays === null ? (
          t('none')
        ) : (
          <>
            {`${t('lead', { median: all.medianDays, mean: all.meanDays, fixed: all.fixed })} ${past} `}
            <Link href={fixedHref} prefetch={false} className="rounded-sm underline underline-offset-3">
              {t('list')}
            </Link>
          </>
        )
      }
      severities={severities}
      columns={[
        { key: 'median', label: t('median'), colour: 'var(--accent)', of: ({ medianDays }) => medianDays },
        { key: 'mean', label: t('mean'), colour: 'var(--line-strong)', of: ({ meanDays }) => meanDays },
      ]}
    />
  );
}

/** Whether fixes came by their due dates. Those that are open and overdue are no fixes: `overdueHref` lists them. */
export function DueDates({
  figures: { all, before, severities },
  overdueHref,
}: Props & { readonly overdueHref: string }) {
  const t = useTranslations('figures.due');
  const share = useShare();
  const late = ({ due, met }: Remediation) => due - met;
  return (
    <SeverityBars
      title={t('title')}
      lead={
        <>
          {all.due === 0
            ? t('none', { fixed: all.fixed })
            : t('lead', {
                share: share(all.met, all.due),
                due: all.due,
                unknown: all.fixed - all.due,
                before: share(before.met, before.due),
              })}{' '}
          <Link href={overdueHref} prefetch={false} className="rounded-sm underline underline-offset-3">
            {t('overdue')}
          </Link>
        </>
      }
      severities={severities}
      columns={[
        { key: 'met', label: t('met'), colour: 'var(--met)', of: ({ met }) => met },
        { key: 'late', label: t('late'), colour: 'var(--high)', of: late },
        { key: 'unknown', label: t('unknown'), colour: 'var(--line-strong)', of: ({ fixed, due }) => fixed - due },
      ]}
      more={[{ label: t('share'), of: ({ met, due }) => share(met, due) }]}
    />
  );
}

/** How many fixes did not hold. */
export function Reopened({ figures: { all, before, severities } }: Props) {
  const t = useTranslations('figures.reopened');
  const share = useShare();
  return (
    <SeverityBars
      title={t('title')}
      lead={
        all.fixed === 0
          ? t('none')
          : t('lead', {
              share: share(all.reopened, all.fixed),
              fixed: all.fixed,
              before: share(before.reopened, before.fixed),
            })
      }
      severities={severities}
      columns={[
        { key: 'held', label: t('held'), colour: 'var(--met)', of: ({ fixed, reopened }) => fixed - reopened },
        { key: 'back', label: t('back'), colour: 'var(--critical)', of: ({ reopened }) => reopened },
      ]}
      more={[{ label: t('share'), of: ({ reopened, fixed }) => share(reopened, fixed) }]}
    />
  );
}
