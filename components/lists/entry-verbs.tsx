'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { EntryForm } from '@/components/lists/entry-form';
import { useRefusal } from '@/components/lists/use-words';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { endEntryAction } from '@/lib/lists/actions';
import type { EntryRow, ListView } from '@/lib/lists/view-types';

type Props = { readonly view: ListView; readonly row: EntryRow };

/** Changes an entry, or ends it at once: changing its last day brings it back. */
export function EntryVerbs({ view, row }: Props) {
  const t = useTranslations('lists');
  const toast = useToast();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  const [busy, start] = useTransition();
  const { subject, detail, protocol } = row;
  const { kind, product, version } = view;
  const name = [subject, detail].filter((part) => part !== '').join(' ');
  const end = () =>
    start(async () => {
      const key = { subject, detail, protocol };
      const result = await endEntryAction({ kind, productId: product?.id ?? null, version, key });
      if (result.ok) toast.show({ title: t('ended.toast', { name }) });
      else toast.show({ title: t('failed'), detail: refusal(result.error), tone: 'error' });
    });
  return (
    <div className="flex justify-end gap-1">
      <Dialog
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button size="sm" aria-label={t('entry.changeNamed', { name })}>
            {t('entry.change')}
          </Button>
        }
        title={t('entry.changing')}
      >
        <EntryForm view={view} before={row} close={() => setOpen(false)} />
      </Dialog>
      {!row.ended && (
        <Button size="sm" busy={busy} aria-label={t(`end.named.${kind}`, { name })} onClick={end}>
          {t(`end.verb.${kind}`)}
        </Button>
      )}
    </div>
  );
}
