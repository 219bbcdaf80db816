'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ProductChoice, ProductField, useProductId } from '@/components/assets/product-field';
import { ServiceForm } from '@/components/backups/form/service-form';
import { useVerb } from '@/components/backups/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { createServiceAction } from '@/lib/backups/actions';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';

const BLANK = { name: '', note: '', objectives: DEFAULT_OBJECTIVES };

/** Sets up a service, and opens it. */
export function AddService({ products }: { readonly products: readonly ProductChoice[] }) {
  const t = useTranslations('backups.service');
  const router = useRouter();
  const { busy, run } = useVerb();
  const [open, setOpen] = useState(false);
  const [productId, setProductId] = useProductId(products);
  const [missing, setMissing] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {t('add')}
        </Button>
      }
      title={t('addTitle')}
      description={t('addLead')}
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      <ServiceForm
        initial={BLANK}
        verb={t('create')}
        busy={busy}
        onSubmit={async (facts) => {
          setMissing(productId === null);
          if (productId === null) return;
          const done = await run(() => createServiceAction({ productId, ...facts }));
          if (!done) return;
          setOpen(false);
          router.push(`/backups/${done.data}`);
        }}
      >
        <ProductField products={products} value={productId} missing={missing} onValueChange={setProductId} />
      </ServiceForm>
    </Dialog>
  );
}
