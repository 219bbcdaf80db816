'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAssetVerb } from '@/components/assets/use-asset-verb';
import { VerbForm } from '@/components/assets/verb-form';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { useToast } from '@/components/ui/toast';
import type { SourceRow } from '@/lib/assets/types';
import { retireSourceAction } from '@/lib/imports/actions';
import { RETIRE_NOTE_MAX } from '@/lib/imports/retire-schema';
import { sourceLabel } from '@/lib/imports/source-name';

type Props = { readonly source: SourceRow };

/** Declares a source gone, with a reason: what no other one reports is closed. */
export function RetireSource({ source }: Props) {
  const t = useTranslations('assets.retire');
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="sm" aria-label={t('verbOf', { source: sourceLabel(source) })}>
          {t('verb')}
        </Button>
      }
      title={t('title')}
      description={t('lead', { source: sourceLabel(source) })}
    >
      <RetireForm source={source} close={() => setOpen(false)} />
    </Dialog>
  );
}

function RetireForm({ source: { id, lastImportAt }, close }: Props & { readonly close: () => void }) {
  const t = useTranslations('assets.retire');
  const toast = useToast();
  const [note, setNote] = useState('');
  const verb = useAssetVerb(
    () => retireSourceAction({ id, note, lastImportAt }),
    () => {
      toast.show({ title: t('done') });
      close();
    },
  );
  return (
    <VerbForm verb={verb} submit={t('submit')} close={close}>
      <Field label={t('note')} hint={t('noteHint')}>
        <FieldTextarea
          required
          maxLength={RETIRE_NOTE_MAX}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </Field>
    </VerbForm>
  );
}
