'use client';

import { useTranslations } from 'next-intl';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { requestExport } from '@/lib/audit/queries';
import { type AuditFilter, auditFilterSchema } from '@/lib/audit/schema';

function download(content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = 'audit.jsonl';
  link.click();
  URL.revokeObjectURL(link.href);
}

export function ExportAudit({ filter }: { readonly filter: AuditFilter }) {
  const t = useTranslations('audit');
  const toast = useToast();
  const stepUp = useStepUp({
    key: 'audit-export',
    schema: auditFilterSchema,
    run: requestExport,
    onDone: (content) => {
      download(content);
      toast.show({ title: t('exported') });
    },
  });
  return (
    <>
      <Button busy={stepUp.busy} onClick={() => stepUp.submit(filter)}>
        {t('export')}
      </Button>
      <StepUpDialog stepUp={stepUp} verb={t('exportVerb')} summary={() => t('exportSummary')} />
    </>
  );
}
