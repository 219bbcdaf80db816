'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { TASK_PARTS, type TaskPart, type TaskView } from '@/lib/incidents/file/types';
import { respondersQuery } from '@/lib/incidents/queries';
import { NOTE_MAX, TITLE_MAX } from '@/lib/incidents/schema';

export type TaskWords = {
  readonly title: string;
  readonly detail: string;
  readonly part: TaskPart;
  readonly assigneeId: string | null;
  readonly dueAt: string | null;
};

type Props = {
  readonly number: number;
  /** Null: a new one. */
  readonly task: TaskView | null;
  readonly busy: boolean;
  readonly onSubmit: (words: TaskWords) => void;
  readonly onClose: () => void;
};

const two = (value: number) => String(value).padStart(2, '0');

/** As `datetime-local` takes it, in the zone of the reader's device. */
function localOf(at: string | null): string {
  if (at === null) return '';
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Words, part, who and until when. */
export function TaskDialog({ number, task, busy, onSubmit, onClose }: Props) {
  const t = useTranslations('incidentFile.tasks');
  const people = useQuery(respondersQuery(number));
  const [part, setPart] = useState<TaskPart>(task?.part ?? 'respond');
  const [assigneeId, setAssigneeId] = useState(task?.assigneeId ?? null);
  const [missing, setMissing] = useState(false);
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const title = String(form.get('title') ?? '').trim();
    setMissing(title === '');
    if (title === '') return;
    const due = String(form.get('due') ?? '');
    const dueAt = due === '' ? null : new Date(due).toISOString();
    onSubmit({ title, detail: String(form.get('detail') ?? ''), part, assigneeId, dueAt });
  };
  const options = (people.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t(task ? 'editTitle' : 'addTitle')}>
      <form onSubmit={send} noValidate className="flex flex-col gap-4">
        <Field label={t('title')} error={missing && t('titleMissing')}>
          <FieldInput name="title" defaultValue={task?.title} maxLength={TITLE_MAX} />
        </Field>
        <Field label={t('detail')}>
          <FieldTextarea name="detail" defaultValue={task?.detail} maxLength={NOTE_MAX} />
        </Field>
        <Field label={t('part')}>
          <Select
            options={TASK_PARTS.map((value) => ({ value, label: t(`parts.${value}`) }))}
            value={part}
            onValueChange={setPart}
          />
        </Field>
        <Combobox
          label={t('assignee')}
          placeholder={t('assignee')}
          options={options}
          value={assigneeId}
          onValueChange={setAssigneeId}
          clearable
        />
        <Field label={t('dueAt')} hint={t('dueHint')}>
          <FieldInput type="datetime-local" name="due" defaultValue={localOf(task?.dueAt ?? null)} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
