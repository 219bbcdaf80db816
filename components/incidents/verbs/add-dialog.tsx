'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { FormDialog } from '@/components/incidents/verbs/form-dialog';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { attachAlertsAction } from '@/lib/incidents/actions';
import { incidentName } from '@/lib/incidents/priority';
import { openIncidentsQuery } from '@/lib/incidents/queries';

type Props = {
  readonly ids: readonly string[];
  readonly productSlug: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** To which incident of their product alerts belong. */
export function AddDialog({ ids, productSlug, onClose, onDone }: Props) {
  const t = useTranslations('incidents');
  const { give, busy } = useIncidentVerb();
  const { data } = useInfiniteQuery(openIncidentsQuery(productSlug));
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const [id, setId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const submit = async () => {
    setMissing(id === null);
    if (id === null) return;
    const done = await give(
      () => attachAlertsAction({ id, alerts: [...ids] }),
      (count) => ({ title: t('toast.added', { count }) }),
    );
    if (!done) return;
    onClose();
    onDone();
  };
  return (
    <FormDialog
      title={t('add.title', { count: ids.length })}
      submit={t('add.submit')}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t('add.into')}
        hint={data && rows.length === 0 && t('add.none')}
        error={missing && t('issues.target_required')}
      >
        <Combobox
          label={t('add.into')}
          placeholder={t('add.into')}
          options={rows.map((row) => ({ value: row.id, label: `${incidentName(row.number)} ${row.title}` }))}
          value={id}
          onValueChange={setId}
        />
      </Field>
    </FormDialog>
  );
}
