'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useFailed } from '@/components/engagements/use-told';
import { AttachedFiles } from '@/components/layout/attached-files';
import { refusalOf } from '@/components/layout/refusal';
import { useToast } from '@/components/ui/toast';
import { EVIDENCE_EXTENSIONS } from '@/lib/acceptances/media-type';
import { engagementKeys, sendFile } from '@/lib/engagements/queries';
import type { EngagementDetail } from '@/lib/engagements/types';

/** The testers' report. */
export function EngagementFiles({ engagement }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements');
  const client = useQueryClient();
  const toast = useToast();
  const failed = useFailed();
  const { number, files, rights } = engagement;
  const send = (file: File) =>
    sendFile(number, file).then(
      () => void toast.show({ title: t('toast.attached') }),
      (error: unknown) => failed(refusalOf(error)),
    );
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
              send,
              onSent: () => client.invalidateQueries({ queryKey: engagementKeys.all }),
            }
          : null
      }
    />
  );
}
