'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ServiceForm } from '@/components/backups/form/service-form';
import { useVerb } from '@/components/backups/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { changeServiceAction, removeServiceAction } from '@/lib/backups/actions';
import type { ServiceDetail } from '@/lib/backups/view-types';

type Props = { readonly service: Pick<ServiceDetail, 'id' | 'version' | 'name' | 'note' | 'objectives'> };

export function EditService({ service: { id, version, ...initial } }: Props) {
  const t = useTranslations('backups');
  const { busy, run } = useVerb();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t('detail.edit')}</Button>}
      title={t('service.editTitle')}
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      <ServiceForm
        initial={initial}
        verb={t('service.save')}
        busy={busy}
        onSubmit={async (facts) => {
          if (await run(() => changeServiceAction({ id, version, ...facts }))) setOpen(false);
        }}
      />
    </Dialog>
  );
}

export function RemoveService({ service: { id, version, name } }: Props) {
  const t = useTranslations('backups.detail');
  const router = useRouter();
  const { busy, run } = useVerb();
  return (
    <Dialog
      trigger={<Button variant="ghost">{t('remove')}</Button>}
      title={t('removeTitle', { name })}
      description={t('removeLead')}
    >
      <DialogActions>
        <Button
          variant="primary"
          busy={busy}
          onClick={async () => {
            if (await run(() => removeServiceAction({ id, version }), 'removed')) router.push('/backups');
          }}
        >
          {t('remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
