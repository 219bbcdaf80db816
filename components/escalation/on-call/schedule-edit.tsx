'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Named } from '@/components/escalation/on-call/people-order';
import { type Draft, newLayer, ScheduleForm } from '@/components/escalation/on-call/schedule-form';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { archiveScheduleAction } from '@/lib/escalation/actions';

type Common = {
  readonly people: readonly Named[];
  readonly names: Readonly<Record<string, string>>;
  readonly today: string;
};

/** A new schedule, in a form that opens in its place. */
export function NewSchedule({ zone, ...common }: Common & { readonly zone: string }) {
  const t = useTranslations('escalation.onCall');
  const [open, setOpen] = useState(false);
  const begin: Draft = { id: null, version: 0, name: '', timeZone: zone, layers: [newLayer(common.today)] };
  return (
    <section aria-labelledby="new-schedule" className="border-line border-t py-5">
      <h2 id="new-schedule" className="mb-2 font-semibold text-lg">
        {t('new')}
      </h2>
      {open ? (
        <ScheduleForm begin={begin} onClose={() => setOpen(false)} {...common} />
      ) : (
        <Button onClick={() => setOpen(true)}>{t('create')}</Button>
      )}
    </section>
  );
}

/** Changes a schedule, or takes it out of use: one press to ask, one to be sure. */
export function EditSchedule({ schedule, ...common }: Common & { readonly schedule: Draft & { readonly id: string } }) {
  const t = useTranslations('escalation.onCall');
  const errorText = useErrorText();
  const toast = useToast();
  const [doing, setDoing] = useState<'edit' | 'archive' | null>(null);
  const [busy, setBusy] = useState(false);
  const { id, version, name } = schedule;
  const archive = async () => {
    setBusy(true);
    const result = await archiveScheduleAction({ id, version });
    setBusy(false);
    setDoing(null);
    if (result.ok) return toast.show({ title: t('archived', { name }) });
    const used = result.error.details.issue === 'in_chain';
    toast.show({ title: used ? t('inChain') : errorText(result.error), tone: 'error' });
  };
  if (doing === 'edit') return <ScheduleForm begin={schedule} onClose={() => setDoing(null)} {...common} />;
  if (doing === 'archive')
    return (
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <span>{t('archiveAsk', { name })}</span>
        <Button variant="danger" busy={busy} onClick={() => void archive()}>
          {t('archiveSure')}
        </Button>
        <Button onClick={() => setDoing(null)}>{t('cancel')}</Button>
      </div>
    );
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <Button size="sm" aria-label={t('editOf', { name })} onClick={() => setDoing('edit')}>
        {t('edit')}
      </Button>
      <Button size="sm" aria-label={t('archiveOf', { name })} onClick={() => setDoing('archive')}>
        {t('archive')}
      </Button>
    </div>
  );
}
