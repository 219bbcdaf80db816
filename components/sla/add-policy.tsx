'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { placeFrom, policyHref } from '@/lib/sla/place';

type Place = { readonly key: string; readonly kind: 'team' | 'product'; readonly name: string };

/** Chooses the team or product that gets a policy of its own. */
export function AddPolicy({ places }: { readonly places: readonly Place[] }) {
  const t = useTranslations('sla.policies');
  const [key, setKey] = useState<string | null>(null);
  const place = placeFrom(key ?? undefined);
  const options = places.map((one) => ({ value: one.key, label: `${one.name} · ${t(`kinds.${one.kind}`)}` }));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        label={t('forWhom')}
        placeholder={t('forWhom')}
        options={options}
        value={key}
        onValueChange={setKey}
        className="w-64 max-w-full"
      />
      {place && <LinkButton href={policyHref(place)}>{t('add')}</LinkButton>}
    </div>
  );
}
