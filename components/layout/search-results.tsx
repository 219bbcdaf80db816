'use client';

import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PALETTE_GROUP, PALETTE_ITEM } from '@/components/command-menu/palette';
import { cn } from '@/components/ui/cn';
import type { ScopeChoices } from '@/lib/assets/types';

type Props = { readonly query: string; readonly choices: ScopeChoices; readonly close: () => void };

/** What the palette finds beyond verbs and pages. */
export function SearchResults({ query, choices, close }: Props) {
  const t = useTranslations('shell.palette');
  const router = useRouter();
  const words = query.trim().toLowerCase();
  if (words.length < 2) return null;
  const go = (href: string) => {
    close();
    router.push(href);
  };
  return (
    <>
      <Command.Group heading={t('findings')} className={PALETTE_GROUP} forceMount>
        <Command.Item
          forceMount
          value="findings.search"
          className={cn(PALETTE_ITEM)}
          onSelect={() => go(`/findings?status=any&q=${encodeURIComponent(query.trim())}`)}
        >
          {t('searchFindings', { query: query.trim() })}
        </Command.Item>
      </Command.Group>
      <Command.Group heading={t('products')} className={PALETTE_GROUP}>
        {choices.products.map(({ slug, name, team }) => (
          <Command.Item
            key={slug}
            value={`product.${slug}`}
            keywords={[name, team]}
            className={cn(PALETTE_ITEM)}
            onSelect={() => go(`/assets/products/${slug}`)}
          >
            <span className="truncate">{name}</span>
            <span className="text-muted text-xs">{team}</span>
          </Command.Item>
        ))}
      </Command.Group>
    </>
  );
}
