'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useFailed } from '@/components/acceptances/use-told';
import { AttachedFiles } from '@/components/layout/attached-files';
import { refusalOf } from '@/components/layout/refusal';
import { useToast } from '@/components/ui/toast';
import { EVIDENCE_EXTENSIONS } from '@/lib/acceptances/media-type';
import { acceptanceKeys, sendEvidence } from '@/lib/acceptances/queries';
import type { AcceptanceDetail } from '@/lib/acceptances/types';

/** What speaks for the acceptance. */
export function EvidenceFiles({ acceptance }: { readonly acceptance: AcceptanceDetail }) {
  const t = useTranslations('acceptances');
  const client = useQueryClient();
  const toast = useToast();
  const failed = useFailed();
  const { id, evidence, rights } = acceptance;
  const send = (file: File) =>
    sendEvidence(id, file).then(
      () => void toast.show({ title: t('toast.attached') }),
      (error: unknown) => failed(refusalOf(error)),
    );
  return (
    <AttachedFiles
      files={evidence}
      base={`/api/acceptances/${id}/evidence`}
      none={t('detail.noEvidence')}
      attach={
        rights.attach
          ? {
              label: t('verbs.attach'),
              extensions: EVIDENCE_EXTENSIONS,
              send,
              onSent: () => client.invalidateQueries({ queryKey: acceptanceKeys.all }),
            }
          : null
      }
    />
  );
}
