import { useTranslations } from 'next-intl';
import { EventTime } from '@/components/events/event-time';
import { RelativeTime } from '@/components/ui/relative-time';
import type { EarlierNote } from '@/lib/timeline/types';

type Props = {
  readonly earlier: readonly EarlierNote[];
  readonly utc: boolean;
  /** Of one item its earlier versions, or items that were taken back as a whole. */
  readonly of?: 'item' | 'timeline';
};

/** What was said of an item and does not stand any more: it is never lost. */
export function EarlierNotes({ earlier, utc, of = 'item' }: Props) {
  const t = useTranslations('timeline.notes.earlier');
  if (earlier.length === 0) return null;
  return (
    <details className="mt-3">
      <summary className="min-h-6 cursor-pointer text-muted text-xs">
        {t(of === 'item' ? 'label' : 'takenBack', { count: earlier.length })}
      </summary>
      <ul className="mt-1 flex flex-col gap-3">
        {earlier.map(({ id, kind, title, text, known, time, at, by, ended }) => (
          <li key={id} className="border-line border-l-2 pl-2">
            <p className="text-muted text-xs">
              {t(ended.removed ? 'removed' : 'corrected', { name: ended.by })} · <RelativeTime at={ended.at} />
            </p>
            {ended.reason !== '' && <p className="wrap-anywhere whitespace-pre-line">{ended.reason}</p>}
            <p className="mt-1 text-muted text-xs">
              {t('was', { name: by })} · <RelativeTime at={at} />
            </p>
            {kind === 'item' && (
              <p className="wrap-anywhere">
                <EventTime time={time} utc={utc} /> {title}
              </p>
            )}
            {[text, known].map(
              (said) =>
                said !== '' && (
                  <p key={said} className="wrap-anywhere whitespace-pre-line text-muted">
                    {said}
                  </p>
                ),
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
