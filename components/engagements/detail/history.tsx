import { useFormatter, useTranslations } from 'next-intl';
import { useDay } from '@/components/engagements/use-day';
import { RelativeTime } from '@/components/ui/relative-time';
import { type EngagementEventItem, FACT_FIELDS } from '@/lib/engagements/types';

/** What happened, newest first: who, when, with which words. */
export function EngagementHistory({ events }: { readonly events: readonly EngagementEventItem[] }) {
  const t = useTranslations('engagements.history');
  const day = useDay();
  const fact = useTranslations('engagements.form');
  const format = useFormatter();
  const facts = (names: string) => {
    const words = names.split(' ');
    return format.list(
      FACT_FIELDS.filter((field) => words.includes(field)).map((field) => fact(field)),
      {
        type: 'unit',
      },
    );
  };
  const shown = (value: string | number | undefined) => (typeof value === 'string' ? day(value) : '');
  return (
    <ol className="flex flex-col gap-2">
      {events.map(({ id, at, kind, data, note, actorName }) => (
        <li key={id} className="border-line border-l-2 pl-3">
          <p>
            {t(kind, {
              name: actorName,
              dueOn: kind === 'retest_planned' ? shown(data.dueOn) : '',
              testedOn: kind === 'retested' ? shown(data.testedOn) : '',
              file: String(data.file ?? ''),
              count: Number(data.count ?? 0),
              way: String(data.way ?? 'form'),
              facts: facts(String(data.fields ?? '')),
              to: String(data.to ?? ''),
              title: String(data.title ?? ''),
            })}{' '}
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
