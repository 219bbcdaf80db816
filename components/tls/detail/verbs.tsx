'use client';

import { RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EndpointForm } from '@/components/tls/form/endpoint-form';
import { useTlsVerb } from '@/components/tls/use-tls-verb';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { askScansAction, changeEndpointAction, removeEndpointAction } from '@/lib/tls/actions';
import type { EndpointDetail } from '@/lib/tls/types';

type Props = { readonly endpoint: EndpointDetail };

/** What the reader may do with the endpoint now. */
export function EndpointVerbs({ endpoint }: Props) {
  const t = useTranslations('tls');
  const { give, busy } = useTlsVerb();
  const [asked, setAsked] = useState<'change' | 'remove' | null>(null);
  const { id, rights, active } = endpoint;
  const close = () => setAsked(null);
  return (
    <>
      {rights.scan && (
        <Button
          variant="primary"
          busy={busy || active !== null}
          onClick={() => void give(() => askScansAction({ ids: [id] }), t('toast.asked'))}
        >
          <RefreshCw aria-hidden />
          {t('scanNow')}
        </Button>
      )}
      {rights.write && <Button onClick={() => setAsked('change')}>{t('detail.change')}</Button>}
      {rights.write && <Button onClick={() => setAsked('remove')}>{t('detail.remove')}</Button>}
      {asked === 'change' && <ChangeDialog endpoint={endpoint} onClose={close} />}
      {asked === 'remove' && <RemoveDialog endpoint={endpoint} onClose={close} />}
    </>
  );
}

type DialogProps = Props & { readonly onClose: () => void };

function ChangeDialog({ endpoint, onClose }: DialogProps) {
  const t = useTranslations('tls');
  const { give, busy } = useTlsVerb();
  const { id, name, product } = endpoint;
  // As it was when the form was filled: what others changed since must not be written over.
  const [version] = useState(endpoint.version);
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={<span className="wrap-anywhere">{t('form.changeTitle', { name })}</span>}
      description={t('form.changeLead')}
      className="w-[min(42rem,calc(100vw-2rem))]"
    >
      <EndpointForm
        initial={endpoint}
        productId={product.id}
        verb={t('form.change')}
        busy={busy}
        onSubmit={async (watch) => {
          const done = await give(() => changeEndpointAction({ id, version, ...watch }), t('toast.changed'));
          if (done !== null) onClose();
        }}
      />
    </Dialog>
  );
}

function RemoveDialog({ endpoint: { id, version, name, openFindings }, onClose }: DialogProps) {
  const t = useTranslations('tls');
  const router = useRouter();
  const { give, busy } = useTlsVerb();
  const remove = async () => {
    const done = await give(() => removeEndpointAction({ id, version }), t('toast.removed'));
    if (done !== null) router.push('/tls');
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={<span className="wrap-anywhere">{t('detail.removeTitle', { name })}</span>}
      description={t('detail.removeLead', { count: openFindings })}
    >
      <DialogActions>
        <Button onClick={onClose}>{t('detail.keep')}</Button>
        <Button variant="danger" busy={busy} onClick={() => void remove()}>
          {t('detail.removeNow')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
