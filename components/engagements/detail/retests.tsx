import { useTranslations } from 'next-intl';
import { useDay } from '@/components/engagements/use-day';
import { type EngagementRetestItem, OUTCOMES } from '@/lib/engagements/types';

/** Each time the testers looked again: when, who, and how many of which outcome. */
export function Retests({ retests }: { readonly retests: readonly EngagementRetestItem[] }) {
  const t = useTranslations('engagements');
  const day = useDay();
  if (retests.length === 0) return <p className="text-muted">{t('detail.noRetests')}</p>;
  return (
    <ol className="flex flex-col gap-2">
      {retests.map(({ id, testedOn, testers, note, recorder, outcomes }) => (
        <li key={id} className="border-line border-l-2 pl-3">
          <p>
            <span className="font-medium">{day(testedOn)}</span>{' '}
            {OUTCOMES.flatMap((one) => (outcomes[one] > 0 ? [`${t(`outcomes.${one}`)}: ${outcomes[one]}`] : [])).join(
              ' · ',
            )}
          </p>
          <p className="text-muted text-xs">
            {[testers.join(', '), t('detail.recordedBy', { name: recorder.name })].filter(Boolean).join(' · ')}
          </p>
          {note && <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">{note}</p>}
        </li>
      ))}
    </ol>
  );
}
