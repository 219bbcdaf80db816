'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { RulesFacts } from '@/components/sla/rules-facts';
import { useDay } from '@/components/sla/use-words';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { useToast } from '@/components/ui/toast';
import type { Tone } from '@/components/ui/tone';
import { withdrawPolicyAction } from '@/lib/sla/actions';
import { withdrawPolicySchema } from '@/lib/sla/schema';
import type { CalendarView, PolicyVersion } from '@/lib/sla/types';

const TONES: Readonly<Record<PolicyVersion['state'], Tone>> = { planned: 'partly', in_force: 'met', past: 'unknown' };

type Props = {
  readonly versions: readonly PolicyVersion[];
  readonly calendars: readonly CalendarView[];
  readonly writable: boolean;
};

/** Every version that the policy of a place ever had, newest first. */
export function Versions({ versions, calendars, writable }: Props) {
  const t = useTranslations('sla.versions');
  const dayOf = useDay();
  const toast = useToast();
  const router = useRouter();
  const withdrawal = useStepUp({
    key: 'sla-withdraw',
    schema: withdrawPolicySchema,
    run: withdrawPolicyAction,
    onDone: () => {
      toast.show({ title: t('withdrawn') });
      router.refresh();
    },
  });
  const nameOf = (id: string) => versions.find((one) => one.id === id)?.number ?? 0;
  if (versions.length === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <>
      <ol className="flex flex-col">
        {versions.map(({ id, number, validFrom, state, rules, createdAt, createdByName }) => (
          <li key={id} className="border-line border-t py-4">
            <div className="mb-2 flex flex-wrap items-center gap-2">
              <h3 className="font-semibold">{t('number', { number })}</h3>
              <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
              {createdByName === '' ? (
                <span className="text-muted text-xs">{t('asDelivered')}</span>
              ) : (
                <span className="text-muted text-xs">
                  {t('from', { day: dayOf(validFrom) })} · {t('by', { name: createdByName })} ·{' '}
                  <RelativeTime at={createdAt} />
                </span>
              )}
              {writable && state === 'planned' && (
                <Button size="sm" busy={withdrawal.busy} onClick={() => withdrawal.submit({ id })}>
                  {t('withdraw', { number })}
                </Button>
              )}
            </div>
            {state === 'past' ? (
              <details>
                <summary className="w-fit cursor-pointer py-1 text-muted">{t('show')}</summary>
                <RulesFacts rules={rules} calendars={calendars} />
              </details>
            ) : (
              <RulesFacts rules={rules} calendars={calendars} />
            )}
          </li>
        ))}
      </ol>
      <StepUpDialog
        stepUp={withdrawal}
        verb={({ id }) => t('withdraw', { number: nameOf(id) })}
        summary={({ id }) => t('withdrawSummary', { number: nameOf(id) })}
      />
    </>
  );
}
