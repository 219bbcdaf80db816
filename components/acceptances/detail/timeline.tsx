import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { timelineOf } from '@/lib/acceptances/timeline';
import type { AcceptanceDetail } from '@/lib/acceptances/types';

/** What happened, oldest first: who, when, with which words. */
export function Timeline({ acceptance }: { readonly acceptance: AcceptanceDetail }) {
  const t = useTranslations('acceptances.timeline');
  return (
    <ol className="flex flex-col gap-2">
      {timelineOf(acceptance).map(({ kind, at, name, file, note }) => (
        <li key={`${kind} ${at} ${file}`} className="border-line border-l-2 pl-3">
          <p>
            {t(kind, { name, file })}{' '}
            <span className="text-muted text-xs">
              <RelativeTime at={at} />
            </span>
          </p>
          {note && <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">{note}</p>}
        </li>
      ))}
    </ol>
  );
}
