'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Named } from '@/components/escalation/on-call/people-order';
import { FormDialog } from '@/components/incidents/verbs/form-dialog';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { addOverrideAction } from '@/lib/escalation/actions';
import { overrideSchema } from '@/lib/escalation/schema';

type Props = {
  readonly scheduleId: string;
  readonly people: readonly Named[];
  /** In the rotations: who can be covered for. */
  readonly turns: readonly Named[];
  /** Who it is to begin with. */
  readonly personId: string | null;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly size?: 'sm';
};

/** A button that asks who has it from when to when, for everybody or for one person's turns. */
export function OverrideButton({ label, size, ...props }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={size} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && <OverrideDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

type DialogProps = Omit<Props, 'label' | 'size'> & { readonly onClose: () => void };
const ANYBODY = 'anybody';

function OverrideDialog({ scheduleId, people, turns, personId: first, from, to, onClose }: DialogProps) {
  const t = useTranslations('escalation.override');
  const errorText = useErrorText();
  const toast = useToast();
  const readMoment = useReadMoment();
  const [personId, setPersonId] = useState(first);
  const [instead, setInstead] = useState(ANYBODY);
  const [wrong, setWrong] = useState<ReadonlySet<unknown>>(new Set());
  const [busy, setBusy] = useState(false);
  const submit = async (form: FormData) => {
    const parsed = overrideSchema.safeParse({
      ...{ scheduleId, personId, insteadOfId: instead === ANYBODY ? null : instead },
      ...{ from: readMoment(form, 'from'), to: readMoment(form, 'to') },
    });
    setWrong(new Set(parsed.error?.issues.map(({ path }) => path[0])));
    if (!parsed.success) return;
    setBusy(true);
    const { from: begins, to: ends, ...who } = parsed.data;
    const result = await addOverrideAction({ ...who, from: begins.toISOString(), to: ends.toISOString() });
    setBusy(false);
    if (result.ok) {
      toast.show({ title: t('saved') });
      return onClose();
    }
    const past = result.error.details.issue === 'past';
    toast.show({ title: past ? t('past') : errorText(result.error), tone: 'error' });
  };
  return (
    <FormDialog
      title={t('title')}
      lead={t('lead')}
      submit={t('submit')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('who')} error={wrong.has('personId') && t('whoWrong')}>
        <Combobox
          label={t('who')}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={personId}
          onValueChange={setPersonId}
        />
      </Field>
      <Field label={t('for')} hint={t('forHint')} error={wrong.has('insteadOfId') && t('forWrong')}>
        <Select
          options={[
            { value: ANYBODY, label: t('anybody') },
            ...turns.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={instead}
          onValueChange={setInstead}
        />
      </Field>
      <MomentField name="from" label={t('from')} value={from} error={wrong.has('from') && t('momentWrong')} />
      <MomentField name="to" label={t('to')} value={to} error={wrong.has('to') && t('toWrong')} />
    </FormDialog>
  );
}
