'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useVerb } from '@/components/engagements/detail/use-verb';
import { FactsForm } from '@/components/engagements/form/facts-form';
import { Dialog } from '@/components/ui/dialog';
import { changeEngagementAction } from '@/lib/engagements/actions';
import type { EngagementDetail } from '@/lib/engagements/types';

type Props = { readonly engagement: EngagementDetail; readonly onClose: () => void };

/** Corrects the facts. */
export function ChangeDialog({ engagement, onClose }: Props) {
  const t = useTranslations('engagements');
  const { give, busy } = useVerb();
  const { id, number } = engagement;
  // As it was when the form was filled: what others changed since must not be written over.
  const [version] = useState(engagement.version);
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('form.changeTitle', { number })}
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      <FactsForm
        initial={engagement}
        verb={t('form.change')}
        busy={busy}
        onSubmit={async (facts) => {
          if (await give(() => changeEngagementAction({ id, version, ...facts }), t('toast.changed'))) onClose();
        }}
      />
    </Dialog>
  );
}
