'use client';

import { useTranslations } from 'next-intl';
import type { Offer } from '@/components/findings/verbs/offers';
import { VerbMenu } from '@/components/findings/verbs/verb-menu';
import { Button } from '@/components/ui/button';
import type { Count } from '@/lib/findings/types';

type Props = {
  /** Null: all that match. */
  readonly chosen: number | null;
  readonly total: Count;
  readonly offers: readonly Offer[];
  readonly onVerb: (offer: Offer) => void;
  readonly onChooseAll: () => void;
  readonly onClear: () => void;
};

/** How many are chosen and what can be done with them; sticks to the window's end. */
export function SelectionBar({ chosen, total, offers, onVerb, onChooseAll, onClear }: Props) {
  const t = useTranslations('findings.bar');
  const exact = String(total.exact);
  return (
    <section
      aria-label={t('label')}
      className="sticky bottom-16 z-20 mx-auto mt-2 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2 shadow-lg md:bottom-4"
    >
      <p role="status" className="font-medium">
        {chosen === null ? t('all', { count: total.n, exact }) : t('some', { count: chosen })}
      </p>
      {chosen !== null && (chosen < total.n || !total.exact) && (
        <Button size="sm" variant="ghost" onClick={onChooseAll}>
          {t('chooseAll', { count: total.n, exact })}
        </Button>
      )}
      <VerbMenu offers={offers} shown={3} onVerb={onVerb} />
      <Button size="sm" variant="ghost" onClick={onClear}>
        {t('clear')}
      </Button>
    </section>
  );
}
