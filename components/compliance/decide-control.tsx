'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useComplianceVerb } from '@/components/compliance/use-compliance-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { decideControlAction } from '@/lib/compliance/actions';
import { backingOf, backingText } from '@/lib/compliance/backing-text';
import { LINE_MAX, TEXT_MAX } from '@/lib/compliance/schema';
import type { ControlRow, Person } from '@/lib/compliance/view-types';

const APPLIES = ['undecided', 'applies', 'appliesNot'] as const;
type Applies = (typeof APPLIES)[number];
const VALUES: Readonly<Record<Applies, boolean | null>> = { undecided: null, applies: true, appliesNot: false };
const NOBODY = 'nobody';

type Props = { readonly framework: string; readonly control: ControlRow; readonly people: readonly Person[] };

/** Decides about a control: the line of the statement of applicability, its owner, its safeguards. */
export function DecideControl(props: Props) {
  const t = useTranslations('compliance.decision');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && <DecideDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function DecideDialog({ framework, control, people, onClose }: Props & { readonly onClose: () => void }) {
  const t = useTranslations('compliance.decision');
  const { give, busy } = useComplianceVerb();
  // As it was when the dialog opened: who was faster is told, not overwritten.
  const [{ id, decision, backings }] = useState(control);
  const [applies, setApplies] = useState<Applies>(
    APPLIES.find((one) => VALUES[one] === decision.applicable) ?? 'undecided',
  );
  const [ownerId, setOwnerId] = useState(decision.owner?.id ?? NOBODY);
  const [own, setOwn] = useState(decision.ownBacking);
  const [wrong, setWrong] = useState<'reason' | 'backing' | null>(null);
  const submit = async (form: FormData) => {
    const justification = textOf(form, 'justification');
    const backing = own ? backingOf(textOf(form, 'full'), textOf(form, 'partial')) : null;
    const lacks = own && backing === null ? 'backing' : null;
    const found = lacks ?? (justification === '' && (own || applies === 'appliesNot') ? 'reason' : null);
    setWrong(found);
    if (found) return;
    const verb = () =>
      decideControlAction({
        ...{ framework, control: id, number: decision.number, applicable: VALUES[applies], justification, backing },
        ...{ implementation: textOf(form, 'implementation'), reference: textOf(form, 'reference') },
        ownerId: ownerId === NOBODY ? null : ownerId,
      });
    if (await give(verb, t('done'))) onClose();
  };
  return (
    <FormDialog
      title={t('title', { control: id })}
      submit={t('save')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('applicable')}>
        <Select
          options={APPLIES.map((value) => ({ value, label: t(value) }))}
          value={applies}
          onValueChange={setApplies}
        />
      </Field>
      <Field label={t('justification')} error={wrong === 'reason' && t('reasonRequired')}>
        <FieldTextarea name="justification" maxLength={TEXT_MAX} defaultValue={decision.justification} />
      </Field>
      <Field label={t('implementation')}>
        <FieldTextarea name="implementation" maxLength={TEXT_MAX} defaultValue={decision.implementation} />
      </Field>
      <Field label={t('reference')} hint={t('referenceHint')}>
        <FieldInput name="reference" maxLength={LINE_MAX} defaultValue={decision.reference} />
      </Field>
      <Field label={t('owner')}>
        <Select
          options={[
            { value: NOBODY, label: t('nobody') },
            ...people.map((person) => ({ value: person.id, label: person.name })),
          ]}
          value={ownerId}
          onValueChange={setOwnerId}
        />
      </Field>
      <Checkbox label={t('chooseBacking')} checked={own} onCheckedChange={setOwn} />
      {own && (
        <>
          <Field label={t('full')} hint={t('backingHint')} error={wrong === 'backing' && t('backingWrong')}>
            <FieldInput name="full" maxLength={LINE_MAX} defaultValue={backingText(backings, 'full')} />
          </Field>
          <Field label={t('partial')}>
            <FieldInput name="partial" maxLength={LINE_MAX} defaultValue={backingText(backings, 'partial')} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
