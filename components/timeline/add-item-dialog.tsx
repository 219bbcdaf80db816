'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { writtenTime } from '@/components/timeline/written-time';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { NOTE_MAX, TITLE_MAX } from '@/lib/incidents/schema';
import { addItemAction, correctNoteAction } from '@/lib/timeline/actions';
import type { TimelineItem } from '@/lib/timeline/types';

type Props = {
  readonly number: number;
  /** What was added and is now corrected. */
  readonly correcting?: TimelineItem;
  readonly onClose: () => void;
};

const wordIn = (value: unknown) => (typeof value === 'string' ? value : '');

/** Something that no machine reported: when it happened, what, and how that is known. */
export function AddItemDialog({ number, correcting, onClose }: Props) {
  const t = useTranslations('timeline.add');
  const zone = useTimeZone() ?? 'UTC';
  const { give, busy } = useIncidentVerb();
  const [utc, setUtc] = useState(correcting !== undefined);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    const time = writtenTime(said('time'), utc ? 'UTC' : zone);
    const needed = correcting ? ['title', 'known', 'reason'] : ['title', 'known'];
    const empty = needed.filter((name) => said(name) === '');
    setMissing(time === null ? ['time', ...empty] : empty);
    if (time === null || empty.length > 0) return;
    const input = {
      ...{ number, time, title: said('title'), text: said('text') },
      ...{ known: said('known'), actor: said('actor'), host: said('host') },
    };
    const id = wordIn(correcting?.more.id);
    const done = correcting
      ? await give(
          () => correctNoteAction({ ...input, kind: 'item', id, reason: said('reason') }),
          () => ({ title: t('corrected') }),
        )
      : await give(
          () => addItemAction(input),
          () => ({ title: t('done') }),
        );
    if (done) onClose();
  };
  const wrong = (name: string) => missing.includes(name) && t(name === 'time' ? 'timeWrong' : 'required');
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(correcting ? 'correctTitle' : 'title')}
      description={t(correcting ? 'correctLead' : 'lead')}
    >
      <form onSubmit={(event) => void send(event)} noValidate className="flex flex-col gap-3">
        <Field label={t('time')} hint={t('timeHint', { zone: utc ? 'UTC' : zone })} error={wrong('time')}>
          <FieldInput
            name="time"
            placeholder="2026-11-22 12:00:05.123"
            defaultValue={correcting?.time.replace('T', ' ').replace('Z', '')}
            className="font-mono"
          />
        </Field>
        <Checkbox checked={utc} onCheckedChange={setUtc} label={t('inUtc')} />
        <Field label={t('what')} error={wrong('title')}>
          <FieldInput name="title" defaultValue={correcting?.title} maxLength={TITLE_MAX} />
        </Field>
        <Field label={t('known')} hint={t('knownHint')} error={wrong('known')}>
          <FieldTextarea name="known" defaultValue={wordIn(correcting?.more.known)} maxLength={NOTE_MAX} />
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('actor')}>
            <FieldInput name="actor" defaultValue={correcting?.places.actor} maxLength={200} />
          </Field>
          <Field label={t('host')}>
            <FieldInput name="host" defaultValue={correcting?.places.host} maxLength={200} />
          </Field>
        </div>
        <Field label={t('more')}>
          <FieldTextarea name="text" defaultValue={correcting?.text} maxLength={NOTE_MAX} />
        </Field>
        {correcting && (
          <Field label={t('why')} error={wrong('reason')}>
            <FieldTextarea name="reason" maxLength={NOTE_MAX} />
          </Field>
        )}
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t(correcting ? 'correct' : 'submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
