'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { useRefusalText } from '@/components/incidents/use-incident-verb';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { exportEvidenceAction } from '@/lib/incidents/file/actions';
import { exportEvidenceSchema } from '@/lib/incidents/file/schema';
import { incidentKeys } from '@/lib/incidents/keys';
import { incidentName } from '@/lib/incidents/priority';

/** Gives all files out as a ZIP, after a proof of who asks. */
export function ExportEvidence({ number }: { readonly number: number }) {
  const t = useTranslations('incidentFile.evidence');
  const client = useQueryClient();
  const { show } = useToast();
  const stepUp = useStepUp({
    key: 'evidence-export',
    schema: exportEvidenceSchema,
    run: exportEvidenceAction,
    errorText: useRefusalText(),
    onDone: (id) => {
      // The browser fetches it itself: a page could not hold it.
      window.location.assign(`/api/incidents/${number}/evidence/export/${id}`);
      show({ title: t('exported'), detail: t('exportedHint') });
      void client.invalidateQueries({ queryKey: incidentKeys.of(number) });
    },
  });
  return (
    <>
      <Button size="sm" busy={stepUp.busy} onClick={() => stepUp.submit({ number })}>
        {t('export')}
      </Button>
      <StepUpDialog
        stepUp={stepUp}
        verb={t('exportVerb')}
        summary={() => t('exportSummary', { name: incidentName(number) })}
      />
    </>
  );
}
