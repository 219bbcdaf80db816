'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { EVIDENCE_WORDS_MAX, ORIGIN_MAX } from '@/lib/incidents/file/schema';
import type { EvidenceWords } from '@/lib/incidents/file/types';
import { NOTE_MAX } from '@/lib/incidents/schema';

type Props = {
  readonly title: string;
  /** What the words are of: the names of the files. */
  readonly lead: string;
  readonly submit: string;
  readonly words: EvidenceWords;
  /** A correction takes a reason. */
  readonly correcting?: boolean;
  readonly busy: boolean;
  readonly onSubmit: (words: EvidenceWords, reason: string) => unknown;
  readonly onClose: () => void;
};

/** What is said of files: what they are, where they were taken from and how, and when. */
export function EvidenceDialog(props: Props) {
  const { title, lead, submit, words, correcting = false, busy, onSubmit, onClose } = props;
  const t = useTranslations('incidentFile.evidence');
  const common = useTranslations('incidentFile');
  const readMoment = useReadMoment();
  const [missing, setMissing] = useState(false);
  const send = (form: FormData) => {
    const reason = textOf(form, 'reason');
    setMissing(correcting && reason === '');
    if (correcting && reason === '') return;
    const said = { description: textOf(form, 'description'), origin: textOf(form, 'origin') };
    onSubmit({ ...said, collectedAt: readMoment(form, 'collectedAt') }, reason);
  };
  return (
    <FormDialog title={title} lead={lead} submit={submit} busy={busy} onSubmit={send} onClose={onClose}>
      <Field label={t('description')} hint={t('descriptionHint')}>
        <FieldTextarea name="description" maxLength={EVIDENCE_WORDS_MAX} defaultValue={words.description} />
      </Field>
      <Field label={t('origin')} hint={t('originHint')}>
        <FieldInput name="origin" maxLength={ORIGIN_MAX} defaultValue={words.origin} />
      </Field>
      <MomentField name="collectedAt" label={t('takenAt')} value={words.collectedAt} hint={t('takenAtHint')} />
      {correcting && (
        <Field label={common('reason')} error={missing && common('reasonMissing')}>
          <FieldTextarea name="reason" maxLength={NOTE_MAX} />
        </Field>
      )}
    </FormDialog>
  );
}
