'use client';

import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import { recordQuery } from '@/lib/alerts/queries';
import type { AlertEvidence } from '@/lib/alerts/types';
import { indentJson } from '@/lib/core/json-text';

type Props = { readonly number: number; readonly event: AlertEvidence; readonly onClose: () => void };

/** What its sender wrote: indented for reading, copied as it came. */
export function RecordDialog({ number, event, onClose }: Props) {
  const t = useTranslations('alerts');
  const { data, isError, refetch } = useQuery(recordQuery(number, event));
  const raw = data?.raw ?? '';
  const shown = useMemo(() => (/^\s*[{[]/.test(raw) ? indentJson(raw) : raw), [raw]);
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('evidence.title')}
      description={t('evidence.lead')}
      className="w-[min(56rem,calc(100vw-2rem))]"
    >
      {isError && <ErrorState onRetry={() => void refetch()} />}
      {!data && !isError && <SkeletonRows rows={4} />}
      {data && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <pre tabIndex={0} className="max-h-[50dvh] overflow-auto rounded-md bg-sunken p-3 font-mono text-xs">
            {shown}
          </pre>
          <DialogActions>
            <CopyButton text={raw} />
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const t = useTranslations('alerts');
  const { show } = useToast();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => show({ title: t('toast.copied') }),
      () => show({ title: t('toast.notCopied'), tone: 'error' }),
    );
  return (
    <Button onClick={() => void copy()}>
      <Copy aria-hidden />
      {t('evidence.copy')}
    </Button>
  );
}
