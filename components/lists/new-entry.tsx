'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EntryForm } from '@/components/lists/entry-form';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { ListView } from '@/lib/lists/view-types';

export function NewEntry({ view }: { readonly view: ListView }) {
  const t = useTranslations('lists.entry');
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{t(`add.${view.kind}`)}</Button>}
      title={t(`adding.${view.kind}`)}
    >
      <EntryForm view={view} before={null} close={() => setOpen(false)} />
    </Dialog>
  );
}
