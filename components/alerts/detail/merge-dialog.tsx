'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { useAlertVerb } from '@/components/alerts/use-alert-verb';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { mergeAlertAction } from '@/lib/alerts/actions';
import { entityFields } from '@/lib/alerts/entity';
import { mergeTargetsQuery } from '@/lib/alerts/queries';
import { alertName } from '@/lib/alerts/rules';
import { NOTE_MAX } from '@/lib/alerts/schema';
import type { AlertDetail, AlertRow } from '@/lib/alerts/types';

type Props = { readonly alert: AlertDetail; readonly onClose: () => void };

function labelOf({ number, title, entity }: AlertRow): string {
  const places = entityFields(entity).map(({ value }) => value);
  return [`${alertName(number)} ${title}`, ...places].join(' · ');
}

/** Into which other alert of the product that is not closed. */
export function MergeDialog({ alert, onClose }: Props) {
  const t = useTranslations('alerts');
  const { give, busy } = useAlertVerb();
  // As it was when the dialog opened: who was faster is told, not overwritten.
  const [{ id, version, product }] = useState(alert);
  const { data } = useQuery(mergeTargetsQuery(product.slug));
  const [into, setInto] = useState<string | null>(null);
  const options = (data?.rows ?? [])
    .filter((row) => row.id !== id)
    .map((row) => ({ value: row.id, label: labelOf(row) }));
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (into === null) return;
    const note = String(new FormData(event.currentTarget).get('note') ?? '');
    const merged = await give(
      () => mergeAlertAction({ id, version, into, note }),
      () => ({ title: t('toast.merge') }),
    );
    if (merged) onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('merge.title')} description={t('merge.lead')}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Combobox
          label={t('merge.target')}
          placeholder={t('merge.target')}
          options={options}
          value={into}
          onValueChange={setInto}
        />
        {data && options.length === 0 && <p className="text-muted">{t('merge.none')}</p>}
        <Field label={t('noteDialog.note')}>
          <FieldTextarea name="note" maxLength={NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy} disabled={into === null}>
            {t('merge.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
