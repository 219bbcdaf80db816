'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { useElevationWords } from '@/components/elevations/use-words';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import type { PlaceDto } from '@/lib/access/types';
import { BREAK_GLASS_MINUTES, type Elevatable, MINUTES } from '@/lib/elevations/rules';
import { type RequestElevation, requestElevationSchema } from '@/lib/elevations/schema';

type Props = {
  readonly offered: readonly Elevatable[];
  readonly places: readonly PlaceDto[];
  readonly busy: boolean;
  readonly onSubmit: (input: RequestElevation) => void;
};

const EVERYWHERE = 'everywhere';

/** `team:<id>` or `product:<id>` as the form's choice; else wherever the roles reach. */
function placeOf(choice: string): Pick<RequestElevation, 'teamId' | 'productId'> {
  const [kind, id = null] = choice.split(':');
  return { teamId: kind === 'team' ? id : null, productId: kind === 'product' ? id : null };
}

export function RequestForm({ offered, places, busy, onSubmit }: Props) {
  const t = useTranslations('elevations');
  const words = useElevationWords();
  const [rights, setRights] = useState<readonly Elevatable[]>(offered.length === 1 ? offered : []);
  const [place, setPlace] = useState(EVERYWHERE);
  const [minutes, setMinutes] = useState('60');
  const [breakGlass, setBreakGlass] = useState(false);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = requestElevationSchema.safeParse({
      ...placeOf(place),
      permissions: rights,
      reason: form.get('reason'),
      ticket: form.get('ticket'),
      minutes: Number(minutes),
      breakGlass,
    });
    setWrong(new Set(input.error?.issues.map(({ path }) => String(path[0]))));
    if (input.success) onSubmit(input.data);
  };
  const choices = [
    { value: EVERYWHERE, label: t('everywhere') },
    ...places.flatMap(({ id, name, products }) => [
      { value: `team:${id}`, label: name },
      ...products.map((product) => ({ value: `product:${product.id}`, label: `${product.name} · ${name}` })),
    ]),
  ];
  const lengths = MINUTES.map((length) => ({
    value: String(length),
    label: words.duration(length),
    disabled: breakGlass && length > BREAK_GLASS_MINUTES,
  }));
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">{t('rights')}</legend>
        {offered.map((one) => (
          <Checkbox
            key={one}
            checked={rights.includes(one)}
            onCheckedChange={(on) => setRights(on ? [...rights, one] : rights.filter((other) => other !== one))}
            label={words.rights([one])}
          />
        ))}
        {wrong.has('permissions') && <p className="text-missed-ink text-xs">{t('required')}</p>}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
        <Field label={t('where')}>
          <Select options={choices} value={place} onValueChange={setPlace} />
        </Field>
        <Field label={t('minutes')} error={wrong.has('minutes') && t('tooLong')}>
          <Select options={lengths} value={minutes} onValueChange={setMinutes} />
        </Field>
      </div>
      <Field label={t('reason')} hint={t('reasonHint')} error={wrong.has('reason') && t('reasonHint')}>
        <FieldTextarea name="reason" maxLength={1000} />
      </Field>
      <Field label={t('ticket')} hint={t('ticketHint')}>
        <FieldInput name="ticket" maxLength={120} autoComplete="off" />
      </Field>
      <div>
        <Checkbox checked={breakGlass} onCheckedChange={setBreakGlass} label={t('breakGlass')} />
        <p className="mt-1 text-muted text-xs">{t('breakGlassHint')}</p>
      </div>
      <DialogActions>
        <Button type="submit" variant={breakGlass ? 'danger' : 'primary'} busy={busy}>
          {t(breakGlass ? 'takeVerb' : 'askVerb')}
        </Button>
      </DialogActions>
    </form>
  );
}
