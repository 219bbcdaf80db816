import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AlertStateBadge } from '@/components/alerts/state-badge';
import { Section } from '@/components/findings/detail/section';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { alertName } from '@/lib/alerts/rules';
import type { AlertLine } from '@/lib/alerts/types';
import { severityName } from '@/lib/findings/severity';

/** Other alerts, each in a line; nothing where there are none. */
export function AlertLines({ title, lines }: { readonly title: string; readonly lines: readonly AlertLine[] }) {
  const t = useTranslations('alerts');
  if (lines.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="flex flex-col gap-1">
        {lines.map((line) => (
          <li key={line.id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <SeverityBadge severity={severityName(line.severity)} />
            <Link href={`/alerts/${line.number}`} prefetch={false} className="wrap-anywhere text-accent underline">
              {`${alertName(line.number)} ${line.title}`}
            </Link>
            <AlertStateBadge {...line} />
            <span className="text-muted text-xs">
              {t('events', { count: line.events })} · <RelativeTime at={line.lastAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
