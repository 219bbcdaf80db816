'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { cancelImportAction } from '@/lib/imports/actions';
import { importKeys } from '@/lib/imports/queries';

/** Stops an import before it takes effect; the list shows the rest. */
export function CancelButton({ id, label }: { readonly id: string; readonly label: string }) {
  const t = useTranslations('imports');
  const errors = useTranslations('errors');
  const client = useQueryClient();
  const { show } = useToast();
  const [busy, begin] = useTransition();
  const cancel = () =>
    begin(async () => {
      const result = await cancelImportAction(id);
      if (!result.ok) {
        const title = result.error.code === 'conflict' ? t('alreadyOver') : errors(result.error.code);
        show({ title, tone: 'error' });
      }
      await client.invalidateQueries({ queryKey: importKeys.all });
    });
  return (
    <Button size="sm" busy={busy} aria-label={label} onClick={cancel}>
      {t('cancel')}
    </Button>
  );
}
