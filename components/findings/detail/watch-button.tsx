'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useShortcuts } from '@/components/command-menu/registry';
import { bind, FINDING_KEYS } from '@/components/findings/desk/keys';
import { useReport } from '@/components/findings/verbs/use-report';
import { Button } from '@/components/ui/button';
import { watchAction } from '@/lib/findings/actions';
import { findingQuery } from '@/lib/findings/queries';
import type { FindingDetailView } from '@/lib/findings/types';

/** Watches the finding or no longer: shown at once, put back where the server refuses. */
export function WatchButton({ finding }: { readonly finding: FindingDetailView }) {
  const t = useTranslations('findings.watch');
  const client = useQueryClient();
  const report = useReport();
  const { id, watching } = finding;
  const show = (on: boolean) =>
    client.setQueryData(findingQuery(id).queryKey, (shown: FindingDetailView | undefined) =>
      shown ? { ...shown, watching: on } : undefined,
    );
  const toggle = async () => {
    const on = !watching;
    show(on);
    const result = await watchAction({ findingId: id, on }).catch(() => null);
    if (result?.ok) return;
    show(!on);
    report.failed(result?.error ?? null);
  };
  useShortcuts([bind(FINDING_KEYS.watch, () => void toggle())]);
  return (
    <Button variant="ghost" size="sm" aria-pressed={watching} title={t('hint')} onClick={() => void toggle()}>
      <Eye aria-hidden />
      {watching ? t('off') : t('on')}
    </Button>
  );
}
