'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { fetchPackageAction } from '@/lib/compliance/actions';
import { type FetchPackage as Fetch, fetchPackageSchema } from '@/lib/compliance/package-schema';

/** Takes a package out, after a proof of who does. */
export function FetchPackage(props: Fetch) {
  const t = useTranslations('compliance.packages');
  const format = useFormatter();
  const { show } = useToast();
  const stepUp = useStepUp({
    key: `evidence-package-${props.id}`,
    schema: fetchPackageSchema,
    run: fetchPackageAction,
    onDone: (id) => {
      // The browser fetches it itself: a page could not hold it.
      window.location.assign(`/api/compliance/packages/${id}`);
      show({ title: t('begun') });
    },
  });
  return (
    <>
      <Button
        size="sm"
        busy={stepUp.busy}
        aria-label={t('downloadOf', { framework: props.framework })}
        onClick={() => stepUp.submit(props)}
      >
        {t('download')}
      </Button>
      <StepUpDialog
        stepUp={stepUp}
        verb={t('verb')}
        summary={({ framework, asOf }) => t('summary', { framework, at: format.dateTime(new Date(asOf), 'exact') })}
      />
    </>
  );
}
