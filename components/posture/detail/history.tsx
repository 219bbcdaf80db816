import { useFormatter, useTranslations } from 'next-intl';
import { Sparkline } from '@/components/charts/sparkline';
import { Section } from '@/components/findings/detail/section';
import { StateBadge } from '@/components/posture/state-badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { PostureRow, Stretch } from '@/lib/safeguards/view-types';

type Props = {
  readonly history: readonly Stretch[] | null;
  readonly row: PostureRow;
  /** The moment that is shown, ISO 8601: the last point of the trend. */
  readonly at: string;
};

const WEEK_MS = 7 * 86_400_000;

/** The share over the last weeks, with the table behind it, and every change of the state. */
export function History({ history, row, at }: Props) {
  const t = useTranslations('posture');
  const format = useFormatter();
  const weekOf = (index: number) =>
    format.dateTime(new Date(new Date(at).getTime() - (row.trend.length - 1 - index) * WEEK_MS), 'day');
  const known = row.trend.filter((share) => share !== null);
  return (
    <Section level={2} title={t('detail.history')}>
      {row.automatic && known.length > 0 && (
        <details className="mb-3">
          <summary className="flex cursor-pointer items-center gap-2">
            {t('detail.trend')}
            <Sparkline
              label={t('trendLabel', { points: known.length, first: known[0] ?? 0, last: known.at(-1) ?? 0 })}
              points={row.trend}
              target={row.atLeast}
            />
          </summary>
          <Table label={t('detail.trend')} className="max-w-xs">
            <thead>
              <tr>
                <Th>{t('detail.week')}</Th>
                <Th numeric>{t('columns.value')}</Th>
              </tr>
            </thead>
            <tbody>
              {row.trend.map((share, index) => (
                <tr key={weekOf(index)}>
                  <Td>{weekOf(index)}</Td>
                  <Td numeric>{share === null ? '–' : t('value.share', { share })}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </details>
      )}
      {history === null && <p className="text-muted">{t('detail.historyScoped')}</p>}
      {history?.length === 0 && <p className="text-muted">{t('detail.historyNone')}</p>}
      {history && history.length > 0 && <Stretches history={history} />}
    </Section>
  );
}

function Stretches({ history }: { readonly history: readonly Stretch[] }) {
  const t = useTranslations('posture');
  const format = useFormatter();
  const shown = (at: string) => format.dateTime(new Date(at), 'short');
  return (
    <ul className="max-h-72 overflow-y-auto">
      {history.map(({ state, from, to }) => (
        <li key={from} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-1">
          <StateBadge state={state} />
          <span className="text-muted">{`${shown(from)} – ${to === null ? t('detail.ongoing') : shown(to)}`}</span>
        </li>
      ))}
    </ul>
  );
}
