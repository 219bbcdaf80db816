'use client';

import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AttributeFields } from '@/components/assets/attribute-fields';
import { useInventoryVerb } from '@/components/assets/inventory/use-inventory-verb';
import { VerbForm } from '@/components/assets/verb-form';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { changeAssetAction } from '@/lib/assets/actions';
import type { ProductAttributes } from '@/lib/assets/attributes';
import type { AssetDetail } from '@/lib/assets/inventory-types';

type Props = { readonly asset: AssetDetail };

/** Whose an asset is, and what weighs it beside what its product says. */
export function EditAsset({ asset }: Props) {
  const t = useTranslations('inventory.edit');
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Pencil aria-hidden />
          {t('open')}
        </Button>
      }
      title={t('title')}
      description={t('inherit')}
    >
      <EditForm asset={asset} close={() => setOpen(false)} />
    </Dialog>
  );
}

function EditForm({ asset, close }: Props & { readonly close: () => void }) {
  const t = useTranslations('inventory.edit');
  const { give, busy } = useInventoryVerb();
  const { id, version, products } = asset;
  const [productId, setProductId] = useState(asset.product.id);
  const [own, setOwn] = useState<ProductAttributes>(asset.own);
  const run = () =>
    void give(() => changeAssetAction({ id, version, productId, ...own }), t('saved')).then((done) => {
      if (done) close();
    });
  return (
    <VerbForm verb={{ run, busy, error: null }} submit={t('save')} close={close}>
      <Field label={t('product')} hint={t('productHint')}>
        <Select
          options={products.map((product) => ({ value: product.id, label: product.name }))}
          value={productId}
          onValueChange={setProductId}
        />
      </Field>
      <AttributeFields value={own} onChange={setOwn} />
    </VerbForm>
  );
}
