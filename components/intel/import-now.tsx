'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { importNowAction } from '@/lib/intel/actions';
import type { IntelKind } from '@/lib/intel/types';

/** Asks the mirror now instead of tomorrow. */
export function ImportNow({ kind }: { readonly kind: IntelKind }) {
  const t = useTranslations('intel');
  const toast = useToast();
  const errorText = useErrorText();
  const [busy, startTransition] = useTransition();
  const name = t(`kinds.${kind}`);
  const run = () =>
    startTransition(async () => {
      const result = await importNowAction({ kind });
      if (result.ok) toast.show({ title: t('asked', { kind: name }) });
      else toast.show({ title: errorText(result.error), tone: 'error' });
    });
  return (
    <Button size="sm" busy={busy} onClick={run} aria-label={t('importNowOf', { kind: name })}>
      <RefreshCw aria-hidden />
      {t('importNow')}
    </Button>
  );
}
