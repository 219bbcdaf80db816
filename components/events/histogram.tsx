'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/components/ui/table';
import type { Bucket, EventOverview } from '@/lib/events/view-types';
import { SEVERITIES } from '@/lib/findings/severity';

type Props = {
  readonly overview: EventOverview;
  readonly utc: boolean;
  readonly onWindow: (from: Date, to: Date) => void;
};

const FILL = ['bg-info', 'bg-low', 'bg-medium', 'bg-high', 'bg-critical'] as const;
const sumOf = ({ counts }: Bucket) => counts.reduce((sum, count) => sum + count, 0);

/** How many events came when, by severity; a stretch that is pressed becomes the window. */
export function Histogram({ overview, utc, onWindow }: Props) {
  const t = useTranslations('events.histogram');
  const most = Math.max(1, ...overview.buckets.map(sumOf));
  const name = useStretchName(overview, utc);
  return (
    <section aria-label={t('label')} className="mb-3">
      <ol className="flex h-20 items-end gap-px border-line border-b">
        {overview.buckets.map((bucket) => (
          <li key={bucket.from} className="flex h-full min-w-0 grow items-end">
            <Stretch
              bucket={bucket}
              most={most}
              name={t('stretch', { when: name(bucket), count: sumOf(bucket) })}
              onPress={() =>
                onWindow(new Date(bucket.from), new Date(Date.parse(bucket.from) + overview.seconds * 1000))
              }
            />
          </li>
        ))}
      </ol>
      <Counts overview={overview} name={name} />
    </section>
  );
}

function useStretchName({ seconds }: EventOverview, utc: boolean) {
  const format = useFormatter();
  const zone = utc ? { timeZone: 'UTC' } : {};
  return ({ from }: Bucket) =>
    format.dateTime(new Date(from), {
      month: 'short',
      day: 'numeric',
      ...(seconds < 86_400 ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : {}),
      ...(seconds < 60 ? { second: '2-digit' } : {}),
      ...zone,
    });
}

type StretchProps = {
  readonly bucket: Bucket;
  readonly most: number;
  readonly name: string;
  readonly onPress: () => void;
};

function Stretch({ bucket, most, name, onPress }: StretchProps) {
  const sum = sumOf(bucket);
  if (sum === 0) return <span className="sr-only">{name}</span>;
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      onClick={onPress}
      className="flex h-full w-full min-w-0 flex-col justify-end hover:bg-sunken"
    >
      {SEVERITIES.map((severity, rank) => {
        const count = bucket.counts[rank] ?? 0;
        return (
          count > 0 && (
            <span
              key={severity}
              style={{ order: -rank, height: `${(100 * count) / most}%` }}
              className={`w-full min-h-px ${FILL[rank] ?? ''}`}
            />
          )
        );
      })}
    </button>
  );
}

function Counts({ overview, name }: { readonly overview: EventOverview; readonly name: (bucket: Bucket) => string }) {
  const t = useTranslations();
  const filled = overview.buckets.filter((bucket) => sumOf(bucket) > 0);
  return (
    <details className="mt-1 text-muted">
      <summary className="inline-flex h-6 cursor-pointer items-center rounded-sm text-xs hover:text-text">
        {t('ui.asTable')}
      </summary>
      <div className="mt-2 max-h-60 overflow-y-auto text-text">
        <Table label={t('events.histogram.label')}>
          <thead>
            <tr>
              <Th>{t('events.columns.time')}</Th>
              {SEVERITIES.map((severity) => (
                <Th key={severity} numeric>
                  {t(`findings.severity.${severity}`)}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {filled.map((bucket) => (
              <tr key={bucket.from}>
                <Td>{name(bucket)}</Td>
                {SEVERITIES.map((severity, rank) => (
                  <Td key={severity} numeric>
                    {bucket.counts[rank]}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
