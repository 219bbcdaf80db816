'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import type { Reasons } from '@/components/acceptances/request/request-form';
import { useFailed, useRefusalText } from '@/components/acceptances/use-told';
import { refusalOf } from '@/components/layout/refusal';
import { useToast } from '@/components/ui/toast';
import { requestAcceptanceAction } from '@/lib/acceptances/actions';
import { acceptanceKeys, sendEvidence } from '@/lib/acceptances/queries';
import type { RequestScope } from '@/lib/acceptances/schema';

/** Asks for approval and sends the evidence after it; a file that is refused does not take the request back. */
export function useAsk(onDone: (ids: readonly string[]) => void) {
  const t = useTranslations('acceptances.toast');
  const client = useQueryClient();
  const toast = useToast();
  const failed = useFailed();
  const refusalText = useRefusalText();
  const [busy, startTransition] = useTransition();

  const send = async (id: string, file: File) => {
    await sendEvidence(id, file).catch((error: unknown) => {
      const detail = refusalText(refusalOf(error));
      toast.show({ title: t('notAttached', { name: file.name }), detail, tone: 'error' });
    });
  };
  const ask = (scope: RequestScope, reasons: Reasons, files: readonly File[]) =>
    startTransition(async () => {
      const result = await requestAcceptanceAction({ scope, ...reasons });
      if (!result.ok) return failed(result.error);
      for (const id of result.data) for (const file of files) await send(id, file);
      await client.invalidateQueries({ queryKey: acceptanceKeys.all });
      toast.show({ title: t('requested', { count: result.data.length }) });
      onDone(result.data);
    });
  return { ask, busy };
}
