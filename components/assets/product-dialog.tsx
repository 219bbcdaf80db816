'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { AttributeFields } from '@/components/assets/attribute-fields';
import { useAssetVerb } from '@/components/assets/use-asset-verb';
import { VerbForm } from '@/components/assets/verb-form';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { changeProductAction, createProductAction } from '@/lib/assets/actions';
import { type ProductAttributes, UNKNOWN_ATTRIBUTES } from '@/lib/assets/attributes';
import type { TeamRef } from '@/lib/assets/types';
import type { Result } from '@/lib/core/errors';

type Existing = ProductAttributes & {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly description: string;
};
type FormProps = { readonly teams: readonly TeamRef[]; readonly product?: Existing; readonly teamId?: string };

/** Makes a product, or renames, describes, weighs and moves an existing one. */
export function ProductDialog({ trigger, ...form }: FormProps & { readonly trigger: ReactElement }) {
  const t = useTranslations('assets.product');
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={form.product ? t('change') : t('create')}>
      <ProductForm {...form} close={() => setOpen(false)} />
    </Dialog>
  );
}

function ProductForm({ teams, product, teamId: given, close }: FormProps & { readonly close: () => void }) {
  const t = useTranslations('assets');
  const router = useRouter();
  const [name, setName] = useState(product?.name ?? '');
  const [description, setDescription] = useState(product?.description ?? '');
  const [teamId, setTeamId] = useState(product?.teamId ?? given ?? teams[0]?.id ?? '');
  const [attributes, setAttributes] = useState<ProductAttributes>(() => attributesOf(product));
  const save = async (): Promise<Result<{ slug: string } | null>> => {
    if (!product) return createProductAction({ teamId, name, description, ...attributes });
    const { id, ...before } = product;
    return changeProductAction({ id, teamId, name, description, ...attributes, before });
  };
  const verb = useAssetVerb(save, (made) => {
    close();
    if (made) router.push(`/assets/products/${made.slug}`);
  });
  const moves = product !== undefined && teamId !== product.teamId;
  return (
    <VerbForm verb={verb} submit={product ? t('product.save') : t('product.make')} close={close}>
      <Field label={t('name')}>
        <FieldInput required maxLength={80} value={name} onValueChange={setName} autoComplete="off" />
      </Field>
      <Field label={t('description')}>
        <FieldTextarea maxLength={500} value={description} onValueChange={setDescription} />
      </Field>
      <Field label={t('product.team')} hint={moves ? t('product.moveHint') : undefined}>
        <Select
          options={teams.map(({ id, name: label }) => ({ value: id, label }))}
          value={teamId}
          onValueChange={setTeamId}
        />
      </Field>
      <AttributeFields value={attributes} onChange={setAttributes} />
    </VerbForm>
  );
}

function attributesOf(product: ProductAttributes | undefined): ProductAttributes {
  if (!product) return UNKNOWN_ATTRIBUTES;
  const { tier, exposure, dataClass } = product;
  return { tier, exposure, dataClass };
}
