'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Limits, useAbout } from '@/components/acceptances/about';
import { RequestForm } from '@/components/acceptances/request/request-form';
import { useAsk } from '@/components/acceptances/request/use-ask';
import { Dialog } from '@/components/ui/dialog';
import type { AcceptancePolicy } from '@/lib/acceptances/settings-schema';
import type { AcceptanceDetail } from '@/lib/acceptances/types';

type Props = {
  readonly acceptance: AcceptanceDetail;
  readonly policy: AcceptancePolicy;
  readonly onClose: () => void;
};

/** Asks for the same again, for longer. */
export function RenewDialog({ acceptance, policy, onClose }: Props) {
  const t = useTranslations('acceptances.request');
  const about = useAbout();
  const router = useRouter();
  const { ask, busy } = useAsk(([id]) => {
    onClose();
    if (id) router.push(`/acceptances/${id}`);
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('renewTitle', { number: acceptance.number })}
      description={t('lead')}
    >
      <RequestForm
        worst={acceptance}
        policy={policy}
        busy={busy}
        empty={false}
        onSubmit={(reasons, files) => ask({ kind: 'renewal', acceptanceId: acceptance.id }, reasons, files)}
      >
        <p>
          {about(acceptance)} <Limits about={acceptance} />
        </p>
      </RequestForm>
    </Dialog>
  );
}
