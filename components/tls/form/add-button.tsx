'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ProductChoice, ProductField, useProductId } from '@/components/assets/product-field';
import { EndpointForm } from '@/components/tls/form/endpoint-form';
import { PlaceFields, readPlace, type WrongPlace } from '@/components/tls/form/place-fields';
import { useTlsVerb } from '@/components/tls/use-tls-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { createEndpointAction } from '@/lib/tls/actions';
import type { StartTls } from '@/lib/tls/facts';

type Props = { readonly products: readonly ProductChoice[] };

/** Watches a service of a product, and opens it: its first scan runs by then. */
export function AddEndpoint({ products }: Props) {
  const t = useTranslations('tls');
  const router = useRouter();
  const { give, busy } = useTlsVerb();
  const [open, setOpen] = useState(false);
  const [productId, setProductId] = useProductId(products);
  const [starttls, setStarttls] = useState<StartTls | ''>('');
  const [wrong, setWrong] = useState<WrongPlace>(new Set());
  const [missing, setMissing] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {t('form.add')}
        </Button>
      }
      title={t('form.addTitle')}
      description={t('form.addLead')}
      className="w-[min(42rem,calc(100vw-2rem))]"
    >
      <EndpointForm
        initial={null}
        productId={productId}
        verb={t('form.addNow')}
        busy={busy}
        onSubmit={async (watch, form) => {
          const read = readPlace(form, starttls);
          setWrong(read.wrong);
          setMissing(productId === null);
          if (productId === null || read.wrong.size > 0) return;
          const id = await give(() => createEndpointAction({ productId, ...read.place, ...watch }), t('toast.added'));
          if (id === null) return;
          setOpen(false);
          router.push(`/tls/${id}`);
        }}
      >
        <ProductField products={products} value={productId} missing={missing} onValueChange={setProductId} />
        <PlaceFields starttls={starttls} onStarttls={setStarttls} wrong={wrong} />
      </EndpointForm>
    </Dialog>
  );
}
