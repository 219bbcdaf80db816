'use client';

import { useTranslations } from 'next-intl';
import { useFailed } from '@/components/engagements/use-told';
import { AttachedFiles } from '@/components/layout/attached-files';
import { EVIDENCE_EXTENSIONS } from '@/lib/acceptances/media-type';
import { engagementKeys, sendFile } from '@/lib/engagements/queries';
import type { EngagementDetail } from '@/lib/engagements/types';

/** The testers' report. */
export function EngagementFiles({ engagement }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements');
  const failed = useFailed();
  const { number, files, rights } = engagement;
  return (
    <AttachedFiles
      files={files}
      base={`/api/engagements/${number}/files`}
      none={t('detail.noFiles')}
      attach={
        rights.attach
          ? {
              label: t('verbs.attach'),
              extensions: EVIDENCE_EXTENSIONS,
              send: (file) => sendFile(number, file),
              said: t('toast.attached'),
              onFailed: failed,
              changes: engagementKeys.all,
            }
          : null
      }
    />
  );
}
