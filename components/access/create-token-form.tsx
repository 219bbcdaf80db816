'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { type CreateTokenInput, createTokenSchema, TOKEN_DAYS_MAX } from '@/lib/access/schema';
import type { TokenScope } from '@/lib/access/token-scopes';
import type { PlaceDto } from '@/lib/access/types';

type Props = {
  readonly places: readonly PlaceDto[];
  /** What the reader may give a token. */
  readonly offered: readonly TokenScope[];
  readonly busy: boolean;
  readonly onSubmit: (input: CreateTokenInput) => void;
};

export function CreateTokenForm({ places, offered, busy, onSubmit }: Props) {
  const t = useTranslations('access.tokens');
  const products = places.flatMap((team) =>
    team.products.map(({ id, name }) => ({ value: id, label: `${name} · ${team.name}` })),
  );
  const [productId, setProductId] = useState<string | null>(
    products.length === 1 ? (products[0]?.value ?? null) : null,
  );
  const [scopes, setScopes] = useState<readonly TokenScope[]>(['finding:ingest']);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = createTokenSchema.safeParse({
      name: form.get('name'),
      days: Number(form.get('days')),
      productId,
      scopes,
    });
    setWrong(new Set(input.error?.issues.map(({ path }) => String(path[0]))));
    if (input.success) onSubmit(input.data);
  };
  const toggle = (scope: TokenScope, on: boolean) =>
    setScopes(on ? [...scopes, scope] : scopes.filter((other) => other !== scope));

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label={t('name')} hint={t('nameHint')} error={wrong.has('name') && t('required')}>
        <FieldInput name="name" maxLength={80} autoComplete="off" />
      </Field>
      <Field label={t('product')} error={wrong.has('productId') && t('required')}>
        <Select options={products} value={productId} onValueChange={setProductId} placeholder={t('chooseProduct')} />
      </Field>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">{t('scopes')}</legend>
        {offered.map((scope) => (
          <Checkbox
            key={scope}
            checked={scopes.includes(scope)}
            onCheckedChange={(on) => toggle(scope, on)}
            label={t(`scopeNames.${scope}`)}
          />
        ))}
        {wrong.has('scopes') && <p className="text-missed-ink text-xs">{t('required')}</p>}
      </fieldset>
      <Field
        label={t('days')}
        hint={t('daysHint', { max: TOKEN_DAYS_MAX })}
        error={wrong.has('days') && t('daysHint', { max: TOKEN_DAYS_MAX })}
      >
        <FieldInput name="days" type="number" min={1} max={TOKEN_DAYS_MAX} defaultValue={30} className="w-28" />
      </Field>
      <DialogActions>
        <Button type="submit" variant="primary" busy={busy}>
          {t('createVerb')}
        </Button>
      </DialogActions>
    </form>
  );
}
