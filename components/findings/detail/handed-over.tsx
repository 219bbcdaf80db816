'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Handover, PersonRef } from '@/lib/findings/types';

type Props = {
  readonly handover: Handover;
  /** Who has it and has not accepted yet; null: it is accepted. */
  readonly awaited: PersonRef | null;
  /** Gives it back to whoever handed it over; absent where the reader does not have it. */
  readonly onGiveBack?: ((to: PersonRef) => void) | undefined;
};

/** What came with a finding that was handed over, and the way back. */
export function HandedOver({ handover: { by, note, at }, awaited, onGiveBack }: Props) {
  const t = useTranslations('findings.handover');
  return (
    <div className="mb-3 flex items-start gap-3 rounded-md bg-accent-soft px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="text-muted text-xs">
          {awaited ? t('pending', { name: by.name, to: awaited.name }) : t('by', { name: by.name })}{' '}
          <RelativeTime at={at} />
        </p>
        <p className="whitespace-pre-wrap wrap-anywhere">{note}</p>
      </div>
      {onGiveBack && (
        <Button size="sm" onClick={() => onGiveBack(by)}>
          {t('giveBack')}
        </Button>
      )}
    </div>
  );
}
