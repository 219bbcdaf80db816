'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useRowState, useRowVerbs } from '@/components/findings/list/row-context';
import { Checkbox } from '@/components/ui/checkbox';
import type { FindingRow } from '@/lib/findings/types';

export function RowCheckbox({ finding }: { readonly finding: FindingRow }) {
  return <Box finding={finding} checked={useRowState().isChosen(finding)} />;
}

const Box = memo(({ finding, checked }: { readonly finding: FindingRow; readonly checked: boolean }) => {
  const t = useTranslations('findings.list');
  const { onToggle } = useRowVerbs();
  return (
    <Checkbox
      className="relative z-1"
      aria-label={t('choose', { title: finding.title })}
      checked={checked}
      onCheckedChange={(_checked, { event }) => onToggle(finding, 'shiftKey' in event && event.shiftKey === true)}
    />
  );
});
