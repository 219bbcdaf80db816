import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { SeverityMark } from '@/components/findings/severity-mark';
import { findingsHref } from '@/lib/findings/search-params';
import { SEVERITIES_DOWN } from '@/lib/overview/rules';
import type { Counts } from '@/lib/overview/types';

/** Open findings by severity: one bar for the whole, one number for each part. */
export function SeverityStrip({ counts }: { readonly counts: Counts }) {
  const t = useTranslations();
  const format = useFormatter();
  return (
    <section aria-label={t('overview.bySeverity')} className="mb-10">
      <div aria-hidden className="flex h-2 gap-0.5 overflow-hidden rounded-full bg-hover">
        {SEVERITIES_DOWN.map((severity) => (
          <span key={severity} style={{ flexGrow: counts.severities[severity].n, background: `var(--${severity})` }} />
        ))}
      </div>
      <ul className="mt-2 grid grid-cols-3 gap-x-2 gap-y-1 sm:grid-cols-5">
        {SEVERITIES_DOWN.map((severity) => (
          <li key={severity}>
            <Link
              href={findingsHref(counts.severities[severity].filter)}
              prefetch={false}
              className="-mx-2 block rounded-md px-2 py-1.5 hover:bg-hover"
            >
              <span className="block font-semibold text-xl leading-tight">
                {format.number(counts.severities[severity].n)}
              </span>
              <span className="flex items-center gap-1.5 text-muted text-xs">
                <SeverityMark severity={severity} />
                {t(`findings.severity.${severity}`)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
