'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { NoteForm } from '@/components/elevations/note-form';
import { ReviewForm } from '@/components/elevations/review-form';
import { useElevationWords } from '@/components/elevations/use-words';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { decideElevationAction, endElevationAction } from '@/lib/elevations/actions';
import { type DecideElevation, decideElevationSchema } from '@/lib/elevations/schema';
import type { ElevationView } from '@/lib/elevations/types';

type Asked = DecideElevation['decision'] | 'review';

/** What the reader may do with an elevation; deciding asks for fresh proof of who it is. */
export function ElevationVerbs({ row }: { readonly row: ElevationView }) {
  const t = useTranslations('elevations');
  const words = useElevationWords();
  const toast = useToast();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [ending, startEnding] = useTransition();
  const { id, requester: name, state, mayDecide, mayEnd, mayReview } = row;
  const rights = words.rights(row.permissions);
  const close = () => setAsked(null);
  const deciding = useStepUp({
    key: `elevation-decide-${id}`,
    schema: decideElevationSchema,
    run: decideElevationAction,
    errorText: words.refusal,
    onDone: (_done, { decision }) =>
      toast.show({ title: t(decision === 'approve' ? 'approved' : 'refused', { name }) }),
  });
  const decide = (decision: DecideElevation['decision']) => (note: string) => {
    close();
    deciding.submit({ id, decision, note });
  };
  const end = () =>
    startEnding(async () => {
      const result = await endElevationAction({ id });
      if (result.ok) toast.show({ title: t(state === 'requested' ? 'withdrawnDone' : 'endedDone') });
      else toast.show({ title: words.refusal(result.error), tone: 'error' });
    });
  return (
    <>
      <span className="inline-flex flex-wrap justify-end gap-1.5">
        {mayDecide && (
          <>
            <Button size="sm" variant="primary" busy={deciding.busy} onClick={() => setAsked('approve')}>
              {t('approve')}
            </Button>
            <Button size="sm" onClick={() => setAsked('refuse')}>
              {t('refuse')}
            </Button>
          </>
        )}
        {mayReview && (
          <Button size="sm" onClick={() => setAsked('review')}>
            {t('review')}
          </Button>
        )}
        {mayEnd && (
          <Button size="sm" busy={ending} onClick={end}>
            {t(state === 'requested' ? 'withdraw' : 'end')}
          </Button>
        )}
      </span>
      {asked === 'approve' && (
        <NoteForm
          title={t('approveTitle')}
          lead={t('approveLead', { name, rights, duration: words.duration(row.minutes) })}
          label={t('note')}
          verb={t('approve')}
          required={false}
          onClose={close}
          onSubmit={decide('approve')}
        />
      )}
      {asked === 'refuse' && (
        <NoteForm
          title={t('refuseTitle')}
          lead={t('refuseLead', { name })}
          label={t('refuseNote')}
          verb={t('refuse')}
          required
          onClose={close}
          onSubmit={decide('refuse')}
        />
      )}
      {asked === 'review' && <ReviewForm row={row} rights={rights} onClose={close} />}
      <StepUpDialog
        stepUp={deciding}
        verb={({ decision }) => t(decision)}
        summary={({ decision }) =>
          decision === 'approve'
            ? t('approveLead', { name, rights, duration: words.duration(row.minutes) })
            : t('refuseLead', { name })
        }
      />
    </>
  );
}
