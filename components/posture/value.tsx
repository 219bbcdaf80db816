import { useFormatter, useTranslations } from 'next-intl';
import { Sparkline } from '@/components/charts/sparkline';
import { shareOf } from '@/lib/safeguards/rules';
import type { PostureRow } from '@/lib/safeguards/view-types';

/** The share that holds, and of what it is taken. */
export function Value({
  row,
}: {
  readonly row: Pick<PostureRow, 'automatic' | 'good' | 'total' | 'unclear' | 'state'>;
}) {
  const t = useTranslations('posture.value');
  const { automatic, good, total, unclear, state } = row;
  const share = shareOf(row);
  if (!automatic) return state === 'unknown' ? <span className="text-muted">–</span> : t('attested');
  if (share === null) return <span className="text-muted">{state === 'unknown' ? '–' : t('none')}</span>;
  return (
    <span className="flex flex-col">
      <span className="font-medium">{t('share', { share })}</span>
      <span className="text-muted text-xs">
        {t('of', { good, total })}
        {unclear > 0 && `, ${t('unclear', { n: unclear })}`}
      </span>
    </span>
  );
}

/** How the share went in the last weeks. */
export function Trend({ row }: { readonly row: Pick<PostureRow, 'trend' | 'atLeast' | 'automatic'> }) {
  const t = useTranslations('posture');
  const known = row.trend.filter((share) => share !== null);
  if (!row.automatic || known.length === 0) return <span className="text-muted">–</span>;
  const label = t('trendLabel', { points: known.length, first: known[0] ?? 0, last: known.at(-1) ?? 0 });
  return <Sparkline label={label} points={row.trend} target={row.atLeast} />;
}

/** A day, or a dash; the exact moment is in its title for whoever hovers. */
export function Day({ at }: { readonly at: string | null }) {
  const format = useFormatter();
  if (at === null) return <span className="text-muted">–</span>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={format.dateTime(date, 'exact')} className="whitespace-nowrap">
      {format.dateTime(date, 'day')}
    </time>
  );
}
