'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useComplianceVerb } from '@/components/compliance/use-compliance-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { addDocumentAction, changeDocumentAction } from '@/lib/compliance/actions';
import type { DocumentRow } from '@/lib/compliance/data/documents';
import { DOCUMENT_KINDS } from '@/lib/compliance/programme';
import { LINE_MAX } from '@/lib/compliance/schema';
import type { Person } from '@/lib/compliance/view-types';

const MONTHS = 12;

type Props = {
  /** Null: a new one. */
  readonly document: DocumentRow | null;
  readonly people: readonly Person[];
  readonly onClose: () => void;
};

/** What the document is, where it lies, who keeps it current and how often it is looked at. */
export function DocumentDialog({ document, people, onClose }: Props) {
  const t = useTranslations('compliance.documents');
  const { give, busy } = useComplianceVerb();
  // As it was when the dialog opened: who was faster is told, not overwritten.
  const [before] = useState(document);
  const [kind, setKind] = useState(before?.kind ?? 'policy');
  const [ownerId, setOwnerId] = useState(before?.owner.id ?? null);
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const [title, months] = [textOf(form, 'title'), Number(textOf(form, 'months'))];
    const lacks = title === '' || ownerId === null || !Number.isInteger(months) || months < 1 || months > 60;
    setMissing(lacks);
    if (lacks) return;
    const facts = { kind, title, place: textOf(form, 'place'), ownerId, reviewMonths: months };
    const [edition, until] = [textOf(form, 'edition'), textOf(form, 'validUntil')];
    const verb = () =>
      before
        ? changeDocumentAction({ id: before.id, version: before.version, ...facts })
        : addDocumentAction({ ...facts, edition, validUntil: until === '' ? null : until });
    if (await give(verb, t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={t(before ? 'change' : 'add')}
      submit={t('save')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('name')} error={missing && t('required')}>
        <FieldInput name="title" maxLength={LINE_MAX} defaultValue={before?.title} />
      </Field>
      <Field label={t('kind')}>
        <Select
          options={DOCUMENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onValueChange={setKind}
        />
      </Field>
      <Field label={t('place')} hint={t('placeHint')}>
        <FieldInput name="place" maxLength={LINE_MAX} defaultValue={before?.place} />
      </Field>
      <Field label={t('owner')}>
        <Select
          options={people.map((person) => ({ value: person.id, label: person.name }))}
          value={ownerId}
          onValueChange={setOwnerId}
          placeholder={t('choose')}
        />
      </Field>
      <Field label={t('months')}>
        <FieldInput
          name="months"
          type="number"
          min={1}
          max={60}
          defaultValue={before?.reviewMonths ?? MONTHS}
          className="w-24"
        />
      </Field>
      {!before && (
        <>
          <Field label={t('edition')}>
            <FieldInput name="edition" maxLength={LINE_MAX} className="w-48" />
          </Field>
          <Field label={t('validUntil')} hint={t('validUntilHint')}>
            <FieldInput name="validUntil" type="date" className="w-48" />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
