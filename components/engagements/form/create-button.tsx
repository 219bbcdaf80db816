'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ProductChoice, ProductField, useProductId } from '@/components/assets/product-field';
import { FactsForm } from '@/components/engagements/form/facts-form';
import { useFailed } from '@/components/engagements/use-told';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { createEngagementAction } from '@/lib/engagements/actions';
import { engagementKeys } from '@/lib/engagements/queries';

type Props = { readonly products: readonly ProductChoice[] };

/** Sets up a test of a product, and opens it. */
export function CreateEngagement({ products }: Props) {
  const t = useTranslations('engagements');
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const failed = useFailed();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [productId, setProductId] = useProductId(products);
  const [missing, setMissing] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {t('new')}
        </Button>
      }
      title={t('form.createTitle')}
      description={t('form.createLead')}
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      <FactsForm
        initial={null}
        verb={t('form.create')}
        busy={busy}
        onInvalid={() => setMissing(productId === null)}
        onSubmit={async (facts) => {
          setMissing(productId === null);
          if (productId === null) return;
          setBusy(true);
          const result = await createEngagementAction({ productId, ...facts });
          setBusy(false);
          if (!result.ok) return failed(result.error);
          setOpen(false);
          toast.show({ title: t('toast.created') });
          void client.invalidateQueries({ queryKey: engagementKeys.all });
          router.push(`/engagements/${result.data}`);
        }}
      >
        <ProductField products={products} value={productId} missing={missing} onValueChange={setProductId} />
      </FactsForm>
    </Dialog>
  );
}
