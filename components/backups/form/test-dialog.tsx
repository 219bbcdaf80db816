'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { FormField, numberOf, textOf } from '@/components/backups/form/fields';
import { useVerb } from '@/components/backups/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { recordTestAction } from '@/lib/backups/actions';
import { endsInFuture } from '@/lib/backups/rules-restore';
import { NAME_MAX, NOTE_MAX } from '@/lib/backups/schema';
import { COMPARISONS, type Comparison, TEST_KINDS, type TestKind } from '@/lib/backups/types';
import { momentOfWall } from '@/lib/core/datetime-wall';

const RESULTS = ['ok', 'failed'] as const;
const GB = 1_000_000_000;

/** Records that somebody brought data back. Times are those of the reader's own clock. */
export function TestDialog({ serviceId }: { readonly serviceId: string }) {
  const t = useTranslations('backups.test');
  const zone = useTimeZone() ?? 'UTC';
  const { busy, run } = useVerb();
  const [open, setOpen] = useState(false);
  const [wrong, setWrong] = useState<'wrong' | 'inFuture' | null>(null);
  const [kind, setKind] = useState<TestKind>('test');
  const [result, setResult] = useState<(typeof RESULTS)[number]>('ok');
  const [compared, setCompared] = useState<Comparison>('checksums');
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const time = (name: string) => momentOfWall(textOf(form, name), zone);
    const [startedAt, seconds, bytes] = [time('startedAt'), numberOf(form, 'minutes', 60), numberOf(form, 'size', GB)];
    if (!startedAt || !seconds) return setWrong('wrong');
    if (endsInFuture({ startedAt, seconds }, new Date())) return setWrong('inFuture');
    setWrong(null);
    const said = {
      comparedNote: textOf(form, 'comparedNote'),
      evidence: textOf(form, 'evidence'),
      note: textOf(form, 'note'),
    };
    const facts = { kind, startedAt, seconds, bytes, result, compared, ...said, byName: textOf(form, 'by') };
    const points = { pointAsked: time('pointAsked'), pointReached: time('pointReached') };
    if (await run(() => recordTestAction({ serviceId, ...facts, ...points }))) setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{t('add')}</Button>}
      title={t('title')}
      description={t('lead')}
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('kind')}>
            <Select
              options={TEST_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              value={kind}
              onValueChange={setKind}
            />
          </Field>
          <Field label={t('result')}>
            <Select
              options={RESULTS.map((value) => ({ value, label: t(`results.${value}`) }))}
              value={result}
              onValueChange={setResult}
            />
          </Field>
          <FormField
            name="startedAt"
            type="datetime-local"
            label={t('startedAt')}
            error={wrong ? t(wrong) : undefined}
          />
          <FormField name="minutes" type="number" label={t('minutes')} error={wrong ? t(wrong) : undefined} />
          <FormField name="pointAsked" type="datetime-local" label={t('pointAsked')} />
          <FormField name="pointReached" type="datetime-local" label={t('pointReached')} />
          <FormField name="size" type="number" label={t('size')} />
          <FormField name="by" label={t('by')} max={NAME_MAX} />
          <Field label={t('compared')}>
            <Select
              options={COMPARISONS.map((value) => ({ value, label: t(`comparisons.${value}`) }))}
              value={compared}
              onValueChange={setCompared}
            />
          </Field>
          <FormField name="comparedNote" label={t('comparedNote')} max={NOTE_MAX} />
        </div>
        <FormField name="evidence" label={t('evidence')} max={NOTE_MAX} />
        <Field label={t('note')}>
          <FieldTextarea name="note" maxLength={NOTE_MAX} className="min-h-14" />
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
