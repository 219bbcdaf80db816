'use client';

import { useQuery } from '@tanstack/react-query';
import { type Locale, useFormatter, useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { AwareDialog } from '@/components/duties/aware-dialog';
import { DutySection } from '@/components/duties/duty-section';
import { SheetForm } from '@/components/duties/sheet-form';
import { useServerNow } from '@/components/incidents/use-server-now';
import { ListStates } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { DUTY_FOLDS, type DutyFold, foldOf } from '@/lib/duties/fold';
import { nextStep } from '@/lib/duties/next-step';
import { dutiesQuery } from '@/lib/duties/queries';
import type { DutiesDetail, DutyItem } from '@/lib/duties/types';

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
  const locale = useLocale();
  return (
    <div className="max-w-4xl">
      <h2 className="font-semibold text-lg">{t('title')}</h2>
      <p className="mt-1">{<NextStep detail={detail} />}</p>
      <p className="mt-1 mb-3 text-muted text-xs">{t('advice')}</p>
      <Aware detail={detail} />
      {DUTY_FOLDS.map((fold) => (
        <Folded key={fold} fold={fold} duties={duties.filter((duty) => foldOf(duty) === fold)} locale={locale}>
          {(duty) => <DutySection key={duty.regime} detail={detail} duty={duty} now={now} />}
        </Folded>
      ))}
      <SheetForm key={sheet.version} id={incident.id} duties={duties} sheet={sheet} mayWrite={rights.write} />
    </div>
  );
}

type FoldedProps = {
  readonly fold: DutyFold;
  readonly duties: readonly DutyItem[];
  readonly locale: Locale;
  readonly children: (duty: DutyItem) => ReactNode;
};

/** What is to be done lies open; the rest is one line that names it. */
function Folded({ fold, duties, locale, children }: FoldedProps) {
  const t = useTranslations('duties.folds');
  if (fold === 'now') return duties.map(children);
  if (duties.length === 0) return null;
  return (
    <details className="border-line border-t py-3">
      <summary className="cursor-pointer wrap-anywhere">
        <span className="font-semibold">{t(fold, { count: duties.length })}</span>{' '}
        <span className="text-muted text-xs">{duties.map(({ title }) => title[locale]).join(' · ')}</span>
      </summary>
      {duties.map(children)}
    </details>
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
