'use client';

import { useTranslations } from 'next-intl';
import { useDay } from '@/components/sla/use-words';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import type { SavePolicy } from '@/lib/sla/schema';
import type { PolicyPreview } from '@/lib/sla/types';

type Props = {
  readonly input: SavePolicy;
  readonly preview: PolicyPreview;
  readonly today: string;
  readonly onClose: () => void;
  readonly onSave: () => void;
};

/** What a version would do to open findings, before it is saved. */
export function EffectDialog({ input, preview, today, onClose, onSave }: Props) {
  const t = useTranslations('sla.form');
  const dayOf = useDay();
  const { open, changed, overdue, relieved } = preview;
  const later = input.validFrom > today;
  return (
    <Dialog open onOpenChange={(on) => !on && onClose()} title={t('effect')}>
      <p className="font-medium">{t('changed', { changed, open })}</p>
      <ul className="mt-2 list-disc pl-5">
        <li>{t('overdue', { count: overdue })}</li>
        <li>{t('relieved', { count: relieved })}</li>
      </ul>
      <p className="mt-3 text-muted">{later ? t('effectLater', { day: dayOf(input.validFrom) }) : t('effectNow')}</p>
      <DialogActions>
        <Button onClick={onClose}>{t('back')}</Button>
        <Button variant="primary" onClick={onSave}>
          {t('save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
