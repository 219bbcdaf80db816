'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useComplianceVerb } from '@/components/compliance/use-compliance-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { reviewDocumentAction } from '@/lib/compliance/actions';
import type { DocumentRow } from '@/lib/compliance/data/documents';
import { LINE_MAX, TEXT_MAX } from '@/lib/compliance/schema';

type Props = { readonly document: DocumentRow; readonly onClose: () => void };

/** Somebody read it: which edition, on which day, and until when a certificate holds. */
export function ReviewDialog({ document, onClose }: Props) {
  const t = useTranslations('compliance.documents');
  const { give, busy } = useComplianceVerb();
  const [{ id, version, edition, validUntil, title }] = useState(document);
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const [reviewedOn, until] = [textOf(form, 'reviewedOn'), textOf(form, 'validUntil')];
    setMissing(reviewedOn === '');
    if (reviewedOn === '') return;
    const verb = () =>
      reviewDocumentAction({
        ...{ id, version, reviewedOn, edition: textOf(form, 'edition'), note: textOf(form, 'note') },
        validUntil: until === '' ? null : until,
      });
    if (await give(verb, t('reviewed'))) onClose();
  };
  return (
    <FormDialog
      title={t('reviewTitle')}
      lead={title}
      submit={t('save')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('reviewedOn')} error={missing && t('dayRequired')}>
        <FieldInput name="reviewedOn" type="date" className="w-48" />
      </Field>
      <Field label={t('edition')}>
        <FieldInput name="edition" maxLength={LINE_MAX} defaultValue={edition} className="w-48" />
      </Field>
      <Field label={t('validUntil')} hint={t('validUntilHint')}>
        <FieldInput name="validUntil" type="date" defaultValue={validUntil ?? undefined} className="w-48" />
      </Field>
      <Field label={t('note')}>
        <FieldTextarea name="note" maxLength={TEXT_MAX} />
      </Field>
    </FormDialog>
  );
}
