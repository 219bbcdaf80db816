'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { AwareDialog } from '@/components/duties/aware-dialog';
import { DutySection } from '@/components/duties/duty-section';
import { SheetForm } from '@/components/duties/sheet-form';
import { useServerNow } from '@/components/incidents/use-server-now';
import { ListStates } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { nextStep } from '@/lib/duties/next-step';
import { dutiesQuery } from '@/lib/duties/queries';
import type { DutiesDetail } from '@/lib/duties/types';

/** What an incident has to be reported as, by when, and what the reports say. */
export function DutiesPage({ number }: { readonly number: number }) {
  const t = useTranslations('duties');
  const query = useQuery(dutiesQuery(number));
  return (
    <ListStates query={query} count={query.data?.duties.length ?? 0} empty={<EmptyState title={t('none')} />}>
      {query.data && <Duties detail={query.data} />}
    </ListStates>
  );
}

function Duties({ detail }: { readonly detail: DutiesDetail }) {
  const t = useTranslations('duties');
  const now = useServerNow(detail.now);
  const { duties, sheet, rights, incident } = detail;
  return (
    <div className="max-w-4xl">
      <h2 className="font-semibold text-lg">{t('title')}</h2>
      <p className="mt-1">{<NextStep detail={detail} />}</p>
      <p className="mt-1 mb-3 text-muted text-xs">{t('advice')}</p>
      <Aware detail={detail} />
      {duties.map((duty) => (
        <DutySection key={duty.regime} detail={detail} duty={duty} now={now} />
      ))}
      <SheetForm key={sheet.version} id={incident.id} duties={duties} sheet={sheet} mayWrite={rights.write} />
    </div>
  );
}

function NextStep({ detail }: { readonly detail: DutiesDetail }) {
  const t = useTranslations('duties');
  const format = useFormatter();
  const step = nextStep(detail.duties);
  if (!step) return t('next.nothing');
  const at = step.dueAt ? format.dateTime(new Date(step.dueAt), 'exact') : t('withoutDelay');
  const law = step.article;
  return step.stage ? t('next.send', { stage: t(`stages.${step.stage}`), law, at }) : t('next.decide', { law, at });
}

function Aware({ detail: { incident, rights } }: { readonly detail: DutiesDetail }) {
  const t = useTranslations('duties');
  const format = useFormatter();
  const [open, setOpen] = useState(false);
  const { awareAt } = incident;
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-line border-t py-3">
      <div>
        <h3 className="font-semibold">{t('aware.title')}</h3>
        <p>{awareAt ? format.dateTime(new Date(awareAt), 'exact') : t('notKnown')}</p>
        <p className="text-muted text-xs">{t('aware.meaning')}</p>
      </div>
      {rights.decide && <Button onClick={() => setOpen(true)}>{t(awareAt ? 'aware.correct' : 'aware.say')}</Button>}
      {open && <AwareDialog incident={incident} onClose={() => setOpen(false)} />}
    </div>
  );
}
