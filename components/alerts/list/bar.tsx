'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CloseDialog } from '@/components/alerts/close-dialog';
import { verbKey } from '@/components/alerts/keys';
import { useAlertVerb } from '@/components/alerts/use-alert-verb';
import { useShortcuts } from '@/components/command-menu/registry';
import { IncidentFromAlerts } from '@/components/incidents/verbs/from-alerts';
import { Button } from '@/components/ui/button';
import { triageAlertsAction } from '@/lib/alerts/actions';
import { mayGive, STATE_AFTER } from '@/lib/alerts/rules';
import type { AlertRow, Verdict } from '@/lib/alerts/types';

type Props = {
  readonly chosen: readonly AlertRow[];
  /** Where the keyboard is: what a key means while nothing is chosen. */
  readonly current: AlertRow | undefined;
  readonly mayDeclare: boolean;
  readonly onDone: () => void;
};

const fits = (verb: 'acknowledge' | 'close') => (row: AlertRow) => mayGive(verb, { state: row.state, merged: false });

/** Acknowledges or closes what is chosen, in one call; by key also what the keyboard is on. */
export function AlertBar({ chosen, current, mayDeclare, onDone }: Props) {
  const t = useTranslations('alerts');
  const { give, busy } = useAlertVerb();
  const [closing, setClosing] = useState<readonly AlertRow[] | null>(null);
  const subject = chosen.length > 0 ? chosen : current ? [current] : [];
  const triage = async (
    rows: readonly AlertRow[],
    said: { verb: 'acknowledge' | 'close'; verdict: Verdict | null; note: string },
  ) => {
    const alerts = rows.map(({ id, version }) => ({ id, version }));
    const done = await give(
      () => triageAlertsAction({ alerts, ...said }),
      (count) => ({
        title: t('toast.many', { done: count.done }),
        detail: count.left > 0 ? t('toast.left', { left: count.left }) : undefined,
      }),
      { ids: rows.map(({ id }) => id), state: STATE_AFTER[said.verb], verdict: said.verdict },
    );
    if (done) {
      setClosing(null);
      onDone();
    }
  };
  const acknowledge = (rows: readonly AlertRow[]) =>
    void triage(rows.filter(fits('acknowledge')), { verb: 'acknowledge', verdict: null, note: '' });
  const close = (rows: readonly AlertRow[]) => setClosing(rows.filter(fits('close')));
  const free = () => closing === null && !busy;
  useShortcuts([
    verbKey(
      'acknowledge',
      () => free() && subject.some(fits('acknowledge')),
      () => acknowledge(subject),
    ),
    verbKey(
      'close',
      () => free() && subject.some(fits('close')),
      () => close(subject),
    ),
  ]);
  return (
    <>
      {chosen.length > 0 && (
        <section
          aria-label={t('bar.label')}
          className="sticky bottom-16 z-20 mx-auto mt-2 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2 shadow-lg md:bottom-4"
        >
          <p role="status" className="font-medium">
            {t('bar.some', { count: chosen.length })}
          </p>
          {chosen.some(fits('acknowledge')) && (
            <Button size="sm" busy={busy} onClick={() => acknowledge(chosen)}>
              {t('verbs.acknowledge')}
            </Button>
          )}
          {chosen.some(fits('close')) && (
            <Button size="sm" onClick={() => close(chosen)}>
              {t('verbs.close')}
            </Button>
          )}
          {mayDeclare && <IncidentFromAlerts alerts={chosen} size="sm" onDone={onDone} />}
          <Button size="sm" variant="ghost" onClick={onDone}>
            {t('bar.clear')}
          </Button>
        </section>
      )}
      {closing && (
        <CloseDialog
          count={closing.length}
          busy={busy}
          onSubmit={(said) => void triage(closing, { verb: 'close', ...said })}
          onClose={() => setClosing(null)}
        />
      )}
    </>
  );
}
