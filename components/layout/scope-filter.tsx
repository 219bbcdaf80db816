'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { scopeParsers } from '@/components/layout/scope-state';
import { ComboboxOnIntent } from '@/components/ui/combobox-on-intent';
import type { ScopeChoices } from '@/lib/assets/types';

/** Narrows the nouns that belong to products to a team or a product; the choice lives in the address. */
export function ScopeFilter({ choices }: { readonly choices: ScopeChoices }) {
  const t = useTranslations('shell.scope');
  const [, startTransition] = useTransition();
  const [{ team, product }, setScope] = useQueryStates(scopeParsers, { shallow: false, startTransition });
  const options = [
    ...choices.teams.map(({ slug, name }) => ({ value: `team:${slug}`, label: t('team', { name }) })),
    ...choices.products.map(({ slug, name, team: owner }) => ({
      value: `product:${slug}`,
      label: t('product', { name, team: owner }),
    })),
  ];
  const chosen = [...team.map((slug) => `team:${slug}`), ...product.map((slug) => `product:${slug}`)];
  const choose = (value: string | null) => {
    const [kind, slug] = value?.split(':') ?? [];
    setScope({
      team: kind === 'team' && slug ? [slug] : null,
      product: kind === 'product' && slug ? [slug] : null,
    });
  };
  return (
    <ComboboxOnIntent
      label={t('label')}
      options={options}
      value={chosen.length === 1 ? (chosen[0] ?? null) : null}
      onValueChange={choose}
      placeholder={chosen.length > 1 ? t('several', { count: chosen.length }) : t('everything')}
      clearable
      className="w-full max-w-72"
    />
  );
}
