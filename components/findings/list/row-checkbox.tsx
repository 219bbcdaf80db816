'use client';

import { useTranslations } from 'next-intl';
import { useRowVerbs } from '@/components/findings/list/row-context';
import { Checkbox } from '@/components/ui/checkbox';
import type { FindingRow } from '@/lib/findings/types';

export function RowCheckbox({ finding }: { readonly finding: FindingRow }) {
  const t = useTranslations('findings.list');
  const { isChosen, onToggle } = useRowVerbs();
  return (
    <Checkbox
      className="relative z-1"
      aria-label={t('choose', { title: finding.title })}
      checked={isChosen(finding)}
      onCheckedChange={(_checked, { event }) => onToggle(finding, 'shiftKey' in event && event.shiftKey === true)}
    />
  );
}
