'use client';

import { useFormatter, useNow, useTranslations } from 'next-intl';
import { ImportNow } from '@/components/intel/import-now';
import { IntelErrorText } from '@/components/intel/intel-error';
import { UploadIntel } from '@/components/intel/upload-intel';
import { RelativeTime } from '@/components/ui/relative-time';
import type { IntelImportDto, IntelStatus } from '@/lib/intel/types';

/** EPSS comes daily, KEV some times a week: older than this is worth a word. */
const OLD_MS = 7 * 86_400_000;

type Props = { readonly status: IntelStatus; readonly writable: boolean };

/** How fresh what we know is: its own date first, then when somebody last looked for newer. */
export function IntelStatusCard({ status, writable }: Props) {
  const t = useTranslations('intel');
  const { kind, mirror, current, checkedAt, latest } = status;
  const title = `intel-${kind}`;
  return (
    <section aria-labelledby={title} className="border-line border-t py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 id={title} className="font-semibold text-lg">
          {t(`long.${kind}`)}
        </h2>
        {writable && (
          <span className="flex flex-wrap gap-2">
            {mirror !== null && <ImportNow kind={kind} />}
            <UploadIntel kind={kind} />
          </span>
        )}
      </div>
      {current ? <Known current={current} /> : <p className="text-unknown-ink">{t('never')}</p>}
      {checkedAt && (
        <p className="text-muted text-xs">
          {t('checked')} <RelativeTime at={checkedAt} />
        </p>
      )}
      {latest?.error && (
        <p className="mt-1 text-missed-ink">
          {t('latestFailed')}: <IntelErrorText error={latest.error} />
        </p>
      )}
    </section>
  );
}

function Known({ current }: { readonly current: IntelImportDto }) {
  const t = useTranslations('intel');
  const format = useFormatter();
  const now = useNow();
  const { publishedAt, version, rows } = current;
  const date = publishedAt ? new Date(publishedAt) : null;
  const old = date !== null && now.getTime() - date.getTime() > OLD_MS;
  return (
    <p className="flex flex-wrap gap-x-4">
      {date && (
        <span className="font-medium">
          {t('dataOf', { day: format.dateTime(date, { dateStyle: 'medium', timeZone: 'UTC' }) })}
        </span>
      )}
      {old && <span className="text-partly-ink">{t('old')}</span>}
      <span>{t('vulnerabilities', { count: rows ?? 0 })}</span>
      {version && <span className="text-muted">{t('version', { version })}</span>}
    </p>
  );
}
