'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { endOfField, useWrite } from '@/components/posture/use-write';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { requestExceptionAction } from '@/lib/safeguards/actions';
import { EXCEPTION_KINDS, type ExceptionKind } from '@/lib/safeguards/schema';

type Props = { readonly id: string; readonly places: readonly { readonly key: string; readonly name: string }[] };

/** `organisation`, `team:<id>`, `product:<id>` as the action takes it. */
function placeOf(key: string) {
  const [kind, id = null] = key.split(':');
  return { teamId: kind === 'team' ? id : null, productId: kind === 'product' ? id : null };
}

/** Asks that the promise need not hold somewhere for a while. */
export function ExceptionRequest({ id, places }: Props) {
  const t = useTranslations('posture.writes');
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState(places[0]?.key ?? '');
  const [kind, setKind] = useState<ExceptionKind>('accepted');
  const { busy, write } = useWrite(requestExceptionAction, () => setOpen(false));
  const labelOf = (key: string, name: string) => {
    if (name === '') return t('except.organisation');
    return key.startsWith('team:') ? t('except.team', { name }) : name;
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = { kind, reason: form.get('reason'), expiresAt: endOfField(form, 'expiresAt') };
    write({ safeguard: id, ...placeOf(place), ...said });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('except.title')}
      description={t('except.lead')}
      trigger={<Button className="mt-1">{t('except.open')}</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('except.place')}>
          <Select
            options={places.map(({ key, name }) => ({ value: key, label: labelOf(key, name) }))}
            value={place}
            onValueChange={setPlace}
          />
        </Field>
        <Field label={t('except.kind')}>
          <Select
            options={EXCEPTION_KINDS.map((value) => ({ value, label: t(`except.kinds.${value}`) }))}
            value={kind}
            onValueChange={setKind}
          />
        </Field>
        <Field label={t('reason')} hint={t('reasonHint')}>
          <FieldTextarea name="reason" required minLength={10} maxLength={2000} />
        </Field>
        <Field label={t('except.expiresAt')} hint={t('except.expiresHint')}>
          <FieldInput name="expiresAt" type="date" required className="w-44" />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t('except.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
