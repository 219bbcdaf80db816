'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { dayAfter, instantOf, wallTimeOf } from '@/lib/core/datetime-zones';
import { addOverrideAction, withdrawOverrideAction } from '@/lib/escalation/actions';

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
  const errors = useTranslations('errors');
  const toast = useToast();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    const { day, minute } = wallTimeOf(new Date(now), timeZone);
    const to = instantOf({ day: minute < MORNING ? day : dayAfter(day, 1), minute: MORNING }, timeZone);
    const result = await addOverrideAction({ scheduleId, personId, from: now, to: to.toISOString() });
    setBusy(false);
    setAsked(false);
    toast.show({ title: result.ok ? t('taken') : errors(result.error.code) });
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

export function WithdrawOverride({ id }: { readonly id: string }) {
  const t = useTranslations('escalation.onCall');
  const errors = useTranslations('errors');
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const withdraw = async () => {
    setBusy(true);
    const result = await withdrawOverrideAction({ id });
    setBusy(false);
    toast.show({ title: result.ok ? t('withdrawn') : errors(result.error.code) });
  };
  return (
    <Button size="sm" busy={busy} onClick={() => void withdraw()}>
      {t('withdraw')}
    </Button>
  );
}
