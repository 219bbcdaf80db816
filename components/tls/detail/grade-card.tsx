import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Reasons } from '@/components/tls/detail/reasons';
import { GradeBadge, GradeTrend } from '@/components/tls/grade-badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { EndpointDetail, ScanView } from '@/lib/tls/types';

type Props = { readonly endpoint: EndpointDetail; readonly scan: ScanView };

/** The answer: the letter, what it is made of, every reason and what mending it would give. */
export function GradeCard({ endpoint, scan }: Props) {
  const t = useTranslations('tls.card');
  const { letter, trustIgnored, criteria, byGuide, finishedAt } = scan;
  return (
    <section aria-labelledby="grade" className="py-3">
      <h2 id="grade" className="sr-only">
        {t('title')}
      </h2>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
        <div className="flex items-center gap-3">
          <GradeBadge letter={letter} large />
          <div>
            <GradeTrend trend={endpoint.trend} />
            {trustIgnored !== null && trustIgnored !== letter && (
              <p className="font-medium">{t('trustIgnored', { letter: trustIgnored })}</p>
            )}
            <p className="text-muted text-xs">
              {byGuide ? t('criteria', { criteria }) : t('notByGuide', { criteria })} <RelativeTime at={finishedAt} />
            </p>
            <FindingsLink endpoint={endpoint} />
          </div>
        </div>
        {scan.scores && <Scores scores={scan.scores} />}
      </div>
      <Reasons reasons={scan.reasons} />
    </section>
  );
}

function FindingsLink({ endpoint: { sourceId, openFindings } }: Pick<Props, 'endpoint'>) {
  const t = useTranslations('tls.card');
  if (sourceId === null) return null;
  return (
    <Link href={`/findings?source=${sourceId}`} className="text-accent text-xs underline">
      {t('findings', { count: openFindings })}
    </Link>
  );
}

const PARTS = ['protocol', 'keyExchange', 'cipher', 'total'] as const;

/** The guide's arithmetic: three parts and their weighted total. */
function Scores({ scores }: { readonly scores: NonNullable<ScanView['scores']> }) {
  const t = useTranslations('tls.card.scores');
  return (
    <dl className="grid min-w-60 flex-1 grid-cols-[auto_minmax(4rem,1fr)_auto] items-center gap-x-3 gap-y-1 text-sm sm:max-w-md">
      {PARTS.map((part) => (
        <div key={part} className="contents">
          <dt className={part === 'total' ? 'font-medium' : 'text-muted'}>{t(part)}</dt>
          <dd aria-hidden className="h-1.5 overflow-hidden rounded-full bg-hover">
            <span className="block h-full bg-accent" style={{ width: `${scores[part]}%` }} />
          </dd>
          <dd className="text-right tabular-nums">{Math.round(scores[part])}</dd>
        </div>
      ))}
    </dl>
  );
}
