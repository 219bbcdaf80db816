'use client';

import { Merge } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useInventoryVerb } from '@/components/assets/inventory/use-inventory-verb';
import { VerbForm } from '@/components/assets/verb-form';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { mergeAssetAction } from '@/lib/assets/actions';
import type { AssetDetail } from '@/lib/assets/inventory-types';

/** Says that the asset and another one are one thing, and opens that. */
export function MergeAsset({ asset: { id, version } }: { readonly asset: AssetDetail }) {
  const t = useTranslations('inventory.merge');
  const router = useRouter();
  const { give, busy } = useInventoryVerb();
  const [open, setOpen] = useState(false);
  const [other, setOther] = useState('');
  const run = () =>
    void give(() => mergeAssetAction({ id, version, other }), t('done')).then((done) => {
      if (!done) return;
      setOpen(false);
      router.push(`/assets/${done.data}`);
    });
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Merge aria-hidden />
          {t('open')}
        </Button>
      }
      title={t('title')}
      description={t('lead')}
    >
      <VerbForm verb={{ run, busy, error: null }} submit={t('submit')} close={() => setOpen(false)}>
        <Field label={t('other')} hint={t('hint')}>
          <FieldInput required maxLength={500} value={other} onValueChange={setOther} autoComplete="off" />
        </Field>
      </VerbForm>
    </Dialog>
  );
}
