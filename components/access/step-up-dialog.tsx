'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { StepUp } from '@/components/access/use-step-up';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { isStepUpPurpose } from '@/lib/access/purposes';

type Props<I> = {
  readonly stepUp: StepUp<I>;
  /** What is about to happen, in a sentence. */
  readonly summary: (input: I) => ReactNode;
  /** The verb of the button that acts; a function where it depends on what is asked for. */
  readonly verb: string | ((input: I) => string);
};

/** Explains a step-up before leaving, and asks once more after coming back. */
export function StepUpDialog<I>({ stepUp, summary, verb }: Props<I>) {
  const t = useTranslations('access.stepUp');
  const { state, busy, prove, confirm, close } = stepUp;
  if (state.phase === 'idle') return null;
  const asking = state.phase === 'ask';
  const confirming = state.phase === 'confirm';
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={t(confirming ? 'confirmTitle' : 'title')}>
      {asking && <p>{t('lead', { deed: deedOf(state.need.purpose, t) })}</p>}
      {(asking || confirming) && <div className="mt-2 font-medium">{summary(state.input)}</div>}
      {confirming && <p className="mt-2 text-muted">{t('confirmLead')}</p>}
      {state.phase === 'lost' && <p role="alert">{t('lost')}</p>}
      {state.phase === 'cancelled' && <p role="alert">{t('cancelled')}</p>}
      <DialogActions>
        <Button onClick={close}>{t('cancel')}</Button>
        {asking && (
          <Button variant="primary" busy={busy} onClick={prove} data-testid="step-up-prove">
            {t('prove')}
          </Button>
        )}
        {confirming && (
          <Button variant="primary" busy={busy} onClick={confirm} data-testid="step-up-confirm">
            {typeof verb === 'string' ? verb : verb(state.input)}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function deedOf(purpose: string, t: ReturnType<typeof useTranslations<'access.stepUp'>>): string {
  return isStepUpPurpose(purpose) ? t(`purposes.${purpose}`) : purpose;
}
