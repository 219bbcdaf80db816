'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTlsVerb } from '@/components/tls/use-tls-verb';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { cancelScanAction } from '@/lib/tls/actions';
import type { ActiveScan } from '@/lib/tls/types';

type Props = { readonly active: ActiveScan; readonly mayCancel: boolean };

/** How far the scan under way is, and a way to stop it. */
export function ActiveScanLine({ active: { id, state, done, total }, mayCancel }: Props) {
  const t = useTranslations('tls.active');
  const { give, busy } = useTlsVerb();
  const waiting = state === 'queued' || total === 0;
  return (
    <div className="flex max-w-xl items-end gap-2">
      <Progress
        label={waiting ? t('waiting') : t('running')}
        value={waiting ? null : Math.round((done / total) * 100)}
        count={waiting ? '' : t('probes', { done, total })}
      />
      {mayCancel && (
        <Button
          size="icon"
          variant="ghost"
          busy={busy}
          aria-label={t('cancel')}
          onClick={() => void give(() => cancelScanAction({ id }), t('cancelled'))}
        >
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}
