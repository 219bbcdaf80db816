'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Offered } from '@/components/inbox/use-decisions';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { LinkButton } from '@/components/ui/link-button';

type Props = { readonly offered: Offered; readonly onAccept: () => void; readonly onDismiss: () => void };

/** After a decision: the same was found in other places too, decide these likewise. */
export function SameOffer({ offered: { title, places }, onAccept, onDismiss }: Props) {
  const t = useTranslations('inbox.same');
  const ui = useTranslations('ui');
  const { total, products, query } = places;
  const { n } = total;
  const exact = String(total.exact);
  return (
    <section
      aria-label={t('label')}
      className="fixed inset-x-2 bottom-16 z-30 mx-auto flex w-fit max-w-[calc(100vw-1rem)] flex-wrap items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2 shadow-lg md:bottom-4"
    >
      <p role="status" className="min-w-0">
        <span className="block max-w-md truncate text-muted text-xs">{title}</span>
        {t('found', { n, exact, products })}
      </p>
      <Button size="sm" variant="primary" onClick={onAccept}>
        {t('decide', { n, exact })}
        <span aria-hidden className="hidden md:inline">
          <Kbd>{'b'}</Kbd>
        </span>
      </Button>
      <LinkButton size="sm" variant="ghost" href={`/findings${query}`} prefetch={false}>
        {t('show')}
      </LinkButton>
      <Button size="sm" variant="ghost" aria-label={ui('dismiss')} onClick={onDismiss}>
        <X aria-hidden />
      </Button>
    </section>
  );
}
