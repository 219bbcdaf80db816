'use client';

import { useTranslations } from 'next-intl';
import { useFailed } from '@/components/acceptances/use-told';
import { AttachedFiles } from '@/components/layout/attached-files';
import { EVIDENCE_EXTENSIONS } from '@/lib/acceptances/media-type';
import { acceptanceKeys, sendEvidence } from '@/lib/acceptances/queries';
import type { AcceptanceDetail } from '@/lib/acceptances/types';

/** What speaks for the acceptance. */
export function EvidenceFiles({ acceptance }: { readonly acceptance: AcceptanceDetail }) {
  const t = useTranslations('acceptances');
  const failed = useFailed();
  const { id, evidence, rights } = acceptance;
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
              send: (file) => sendEvidence(id, file),
              said: t('toast.attached'),
              onFailed: failed,
              changes: acceptanceKeys.all,
            }
          : null
      }
    />
  );
}
