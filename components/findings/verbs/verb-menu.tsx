'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { verbDialogsCode } from '@/components/findings/verbs/asked';
import type { Offer } from '@/components/findings/verbs/offers';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { intentOf } from '@/components/ui/lazy-on-intent';
import { Menu, MenuItem } from '@/components/ui/menu';

type Props = {
  readonly offers: readonly Offer[];
  /** How many stand beside the menu as buttons. */
  readonly shown: number;
  /** Buttons name their keys. */
  readonly keys?: boolean;
  readonly onVerb: (offer: Offer) => void;
};

/** The first verbs as buttons, the rest in a menu. */
export function VerbMenu({ offers, shown, keys = false, onVerb }: Props) {
  const t = useTranslations('findings.verbs');
  const rest = offers.slice(shown);
  return (
    <>
      {offers.slice(0, shown).map((offer) => (
        <Button key={offer.verb} size="sm" {...(offer.asks && intentOf(verbDialogsCode))} onClick={() => onVerb(offer)}>
          {t(offer.verb)}
          {keys && (
            <span aria-hidden className="hidden md:inline">
              <Kbd>{offer.key}</Kbd>
            </span>
          )}
        </Button>
      ))}
      {rest.length > 0 && (
        <Menu
          align="end"
          needs={verbDialogsCode}
          trigger={
            <Button size="sm" aria-label={t('more')}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          {rest.map((offer) => (
            <MenuItem key={offer.verb} onSelect={() => onVerb(offer)}>
              <span className="flex-1">{t(offer.verb)}</span>
              <Kbd>{offer.key}</Kbd>
            </MenuItem>
          ))}
        </Menu>
      )}
    </>
  );
}
