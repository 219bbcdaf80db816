'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { useReviewVerb } from '@/components/reviews/use-review-verb';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { NOTE_MAX } from '@/lib/incidents/schema';
import { addActionAction, changeActionAction } from '@/lib/reviews/actions';
import { ACTION_STATES } from '@/lib/reviews/content';
import type { ActionItem, ReviewDetail } from '@/lib/reviews/types';

type Props = {
  readonly review: ReviewDetail;
  /** Null: a new one. */
  readonly action: ActionItem | null;
  readonly onClose: () => void;
};

/** What, who, until when; of one that there is also how far it came. */
export function ActionDialog({ review, action, onClose }: Props) {
  const t = useTranslations('reviews');
  const { give, busy } = useReviewVerb();
  const [ownerId, setOwnerId] = useState(action?.ownerId ?? null);
  const [state, setState] = useState(action?.state ?? 'open');
  const [missing, setMissing] = useState(false);
  // As it was when the dialog opened: who was faster is told, not overwritten.
  const [before] = useState(action);
  const submit = async (form: FormData) => {
    const [title, dueOn, ticket] = [textOf(form, 'title'), textOf(form, 'dueOn'), textOf(form, 'ticket')];
    const lacks = title === '' || dueOn === '' || ownerId === null;
    setMissing(lacks);
    if (lacks) return;
    const what = { title, dueOn, ticket, ownerId };
    const note = textOf(form, 'note');
    const verb = () =>
      before
        ? changeActionAction({ id: before.id, version: before.version, ...what, state, note })
        : addActionAction({ id: review.id, ...what });
    if (await give(verb, t('action.done'))) onClose();
  };
  const wrong = missing && t('action.required');
  return (
    <FormDialog
      title={t(before ? 'action.changeTitle' : 'action.addTitle')}
      submit={t('save')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('action.title')} error={wrong}>
        <FieldInput name="title" maxLength={500} defaultValue={before?.title} />
      </Field>
      <Field label={t('action.owner')}>
        <Select
          options={review.people.map(({ id, name }) => ({ value: id, label: name }))}
          value={ownerId}
          onValueChange={setOwnerId}
          placeholder={t('nobody')}
        />
      </Field>
      <Field label={t('action.due')}>
        <FieldInput name="dueOn" type="date" defaultValue={before?.dueOn} className="w-48" />
      </Field>
      <Field label={t('action.ticket')}>
        <FieldInput name="ticket" maxLength={500} defaultValue={before?.ticket} />
      </Field>
      {before && (
        <Field label={t('action.state')}>
          <Select
            options={ACTION_STATES.map((value) => ({ value, label: t(`actionStates.${value}`) }))}
            value={state}
            onValueChange={setState}
          />
        </Field>
      )}
      {before && (
        <Field label={t('action.note')}>
          <FieldTextarea name="note" maxLength={NOTE_MAX} />
        </Field>
      )}
    </FormDialog>
  );
}
