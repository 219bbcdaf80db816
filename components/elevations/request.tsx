'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { RequestForm } from '@/components/elevations/request-form';
import { useElevationWords } from '@/components/elevations/use-words';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import type { PlaceDto } from '@/lib/access/types';
import { requestElevationAction } from '@/lib/elevations/actions';
import type { Elevatable } from '@/lib/elevations/rules';
import { requestElevationSchema } from '@/lib/elevations/schema';

type Props = { readonly offered: readonly Elevatable[]; readonly places: readonly PlaceDto[] };

/** The button, its form and the step-up. */
export function RequestElevation({ offered, places }: Props) {
  const t = useTranslations('elevations');
  const words = useElevationWords();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const stepUp = useStepUp({
    key: 'elevation-request',
    schema: requestElevationSchema,
    run: requestElevationAction,
    errorText: words.refusal,
    onDone: (_id, { breakGlass }) => toast.show({ title: breakGlass ? t('taken') : t('asked') }),
  });
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('asking')}
        trigger={<Button variant="primary">{t('ask')}</Button>}
      >
        <RequestForm
          offered={offered}
          places={places}
          busy={stepUp.busy}
          onSubmit={(input) => {
            setOpen(false);
            stepUp.submit(input);
          }}
        />
      </Dialog>
      <StepUpDialog
        stepUp={stepUp}
        verb={({ breakGlass }) => (breakGlass ? t('takeVerb') : t('askVerb'))}
        summary={({ breakGlass, permissions, minutes }) =>
          t(breakGlass ? 'takeSummary' : 'askSummary', {
            rights: words.rights(permissions),
            duration: words.duration(minutes),
          })
        }
      />
    </>
  );
}
