'use client';

import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { watchProductAction } from '@/lib/assets/actions';

type Props = { readonly productId: string; readonly watching: boolean };

/** Watches the product or no longer: shown at once, put back where the server refuses. */
export function WatchProduct({ productId, watching }: Props) {
  const t = useTranslations('assets.watch');
  const words = useTranslations('findings.watch');
  const errorText = useErrorText();
  const toast = useToast();
  const [on, setOn] = useState(watching);
  const toggle = async () => {
    setOn(!on);
    const result = await watchProductAction({ productId, on: !on }).catch(() => null);
    if (result?.ok) return;
    setOn(on);
    toast.show({ title: result ? errorText(result.error) : t('failed'), tone: 'error' });
  };
  return (
    <Button aria-pressed={on} title={t('hint')} onClick={() => void toggle()}>
      <Eye aria-hidden />
      {words(on ? 'off' : 'on')}
    </Button>
  );
}
