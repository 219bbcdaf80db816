'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { dayAfter, instantOf, wallTimeOf } from '@/lib/core/datetime-zones';
import { addOverrideAction, endOverrideAction } from '@/lib/escalation/actions';

const MORNING = 8 * 60;

type Tonight = {
  readonly scheduleId: string;
  readonly personId: string;
  readonly timeZone: string;
  readonly now: string;
};

/** From now until eight in the morning, by the schedule's clock: one press to ask, one to be sure. */
export function TakeTonight({ scheduleId, personId, timeZone, now }: Tonight) {
  const t = useTranslations('escalation.onCall');
  const errorText = useErrorText();
  const toast = useToast();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    const { day, minute } = wallTimeOf(new Date(now), timeZone);
    const to = instantOf({ day: minute < MORNING ? day : dayAfter(day, 1), minute: MORNING }, timeZone);
    const own = { scheduleId, personId, insteadOfId: null };
    const result = await addOverrideAction({ ...own, from: now, to: to.toISOString() });
    setBusy(false);
    setAsked(false);
    toast.show({ title: result.ok ? t('taken') : errorText(result.error) });
  };
  if (!asked) return <Button onClick={() => setAsked(true)}>{t('take')}</Button>;
  return (
    <span className="inline-flex gap-2">
      <Button variant="primary" busy={busy} onClick={() => void take()}>
        {t('sure')}
      </Button>
      <Button onClick={() => setAsked(false)}>{t('cancel')}</Button>
    </span>
  );
}

/** Ends one that has begun, deletes one that has not. */
export function EndOverride({
  id,
  begun,
  person,
}: {
  readonly id: string;
  readonly begun: boolean;
  readonly person: string;
}) {
  const t = useTranslations('escalation.override');
  const errorText = useErrorText();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    const result = await endOverrideAction({ id });
    setBusy(false);
    toast.show({ title: result.ok ? t(begun ? 'ended' : 'deleted') : errorText(result.error) });
  };
  return (
    <Button size="sm" busy={busy} aria-label={t(begun ? 'endOf' : 'deleteOf', { person })} onClick={() => void end()}>
      {t(begun ? 'end' : 'delete')}
    </Button>
  );
}
