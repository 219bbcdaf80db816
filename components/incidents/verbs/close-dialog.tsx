'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { incidentName } from '@/lib/incidents/priority';
import { openIncidentsQuery } from '@/lib/incidents/queries';
import { type Close, NOTE_MAX } from '@/lib/incidents/schema';
import { OUTCOMES, type Outcome } from '@/lib/incidents/types';
import type { IncidentDetail } from '@/lib/incidents/view-types';

type Props = {
  readonly incident: IncidentDetail;
  readonly busy: boolean;
  readonly onSubmit: (close: Close) => void;
  readonly onClose: () => void;
};

/** How it ended and why; where it is part of another one, of which. */
export function CloseDialog({ incident, busy, onSubmit, onClose }: Props) {
  const t = useTranslations('incidents');
  // As it was when the dialog opened: who was faster is told, not overwritten.
  const [{ id, version, number, priority, product }] = useState(incident);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [into, setInto] = useState<string | null>(null);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const submit = (form: FormData) => {
    const reason = textOf(form, 'reason');
    const merged = outcome === 'merged';
    const found = new Set([
      ...(outcome === null ? ['outcome'] : []),
      ...(merged && into === null ? ['into'] : []),
      ...(reason === '' ? ['reason'] : []),
    ]);
    setWrong(found);
    if (found.size === 0 && outcome !== null) onSubmit({ id, version, outcome, reason, into: merged ? into : null });
  };
  return (
    <FormDialog
      title={t('close.title', { name: incidentName(number) })}
      lead={t(priority === 1 ? 'close.leadP1' : 'close.lead')}
      submit={t('close.submit')}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">{t('close.outcome')}</legend>
        {OUTCOMES.map((one) => (
          <label key={one} className="grid grid-cols-[1.5rem_minmax(0,1fr)] items-baseline gap-x-1.5 py-0.5">
            <input
              type="radio"
              name="outcome"
              value={one}
              checked={outcome === one}
              onChange={() => setOutcome(one)}
              className="size-4 self-center accent-accent"
            />
            <span>{t(`outcomes.${one}`)}</span>
            <span className="col-start-2 text-muted text-xs">{t(`outcomeHints.${one}`)}</span>
          </label>
        ))}
        {wrong.has('outcome') && (
          <p role="alert" className="text-missed-ink text-xs">
            {t('close.outcomeMissing')}
          </p>
        )}
      </fieldset>
      {outcome === 'merged' && (
        <Target
          id={id}
          productSlug={product.slug}
          value={into}
          onChange={setInto}
          error={wrong.has('into') && t('issues.target_required')}
        />
      )}
      <Field label={t('close.reason')} error={wrong.has('reason') && t('issues.note_required')}>
        <FieldTextarea name="reason" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}

type TargetProps = {
  readonly id: string;
  readonly productSlug: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error: string | false;
};

/** Another one of the product that has not ended. */
function Target({ id, productSlug, value, onChange, error }: TargetProps) {
  const t = useTranslations('incidents');
  const { data } = useInfiniteQuery(openIncidentsQuery(productSlug));
  const rows = data?.pages.flatMap((page) => page.rows).filter((row) => row.id !== id) ?? [];
  return (
    <Field label={t('close.into')} hint={data && rows.length === 0 && t('close.noTarget')} error={error}>
      <Combobox
        label={t('close.into')}
        placeholder={t('close.into')}
        options={rows.map((row) => ({ value: row.id, label: `${incidentName(row.number)} ${row.title}` }))}
        value={value}
        onValueChange={onChange}
      />
    </Field>
  );
}
