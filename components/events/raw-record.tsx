'use client';

import { Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { indentJson } from '@/lib/core/json-text';

/** What a sender wrote: indented for reading, copied as it came. */
export function RawRecord({ raw }: { readonly raw: string }) {
  const shown = useMemo(() => (/^\s*[{[]/.test(raw) ? indentJson(raw) : raw), [raw]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-[50dvh] overflow-auto rounded-md bg-sunken p-3 font-mono text-xs">
        {shown}
      </pre>
      <DialogActions>
        <CopyButton text={raw} />
      </DialogActions>
    </>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const t = useTranslations('events.record');
  const { show } = useToast();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => show({ title: t('copied') }),
      () => show({ title: t('notCopied'), tone: 'error' }),
    );
  return (
    <Button onClick={() => void copy()}>
      <Copy aria-hidden />
      {t('copy')}
    </Button>
  );
}
