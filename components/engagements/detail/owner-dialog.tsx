'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { useVerb } from '@/components/engagements/detail/use-verb';
import { textOf } from '@/components/engagements/form/read-form';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { changeOwnerAction } from '@/lib/engagements/actions';
import { NOTE_MAX } from '@/lib/engagements/schema';
import type { EngagementDetail } from '@/lib/engagements/types';
import { peopleQuery } from '@/lib/findings/queries';

type Props = { readonly engagement: EngagementDetail; readonly onClose: () => void };

/** Gives the test to another person who may write it. */
export function OwnerDialog({ engagement, onClose }: Props) {
  const t = useTranslations('engagements');
  const { give, busy } = useVerb();
  const { id, number, owner, product } = engagement;
  const { data } = useQuery(peopleQuery([product.id]));
  // As it was when the dialog opened: somebody else may give it away meanwhile.
  const [version] = useState(engagement.version);
  const [chosen, setChosen] = useState<string | null>(null);
  const options = (data?.people ?? [])
    .filter((person) => person.id !== owner.id)
    .map((person) => ({ value: person.id, label: person.name }));
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (chosen === null) return;
    const note = textOf(new FormData(event.currentTarget), 'note');
    if (await give(() => changeOwnerAction({ id, version, ownerId: chosen, note }), t('toast.owner'))) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('owner.title', { number })}
      description={t('owner.lead', { name: owner.name, product: product.name })}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Combobox
          label={t('owner.person')}
          placeholder={t('owner.person')}
          options={options}
          value={chosen}
          onValueChange={setChosen}
        />
        {data && options.length === 0 && <p className="text-muted">{t('owner.nobody')}</p>}
        <Field label={t('move.note')} hint={t('move.noteHint')}>
          <FieldTextarea name="note" maxLength={NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy} disabled={chosen === null}>
            {t('owner.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
