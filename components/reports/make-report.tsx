'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { useErrorText } from '@/components/layout/use-error-text';
import { PeriodField, type Weeks } from '@/components/reports/period-field';
import { usePlaceOptions, WHOLE } from '@/components/reports/place-options';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { makeReportAction } from '@/lib/reports/actions';
import type { ReportPlaces } from '@/lib/reports/data/places';
import { reportHref } from '@/lib/reports/place';

/** `yesterday`: the last day that can be looked back to, `YYYY-MM-DD`. */
type Props = { readonly places: ReportPlaces; readonly yesterday: string };

/** Makes a report and goes to it. */
export function MakeReport({ places, yesterday }: Props) {
  const t = useTranslations('reports');
  const router = useRouter();
  const { show } = useToast();
  const errorText = useErrorText();
  const options = usePlaceOptions(places);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [place, setPlace] = useState(options[0]?.value ?? null);
  const [weeks, setWeeks] = useState<Weeks>(13);
  const submit = async (form: FormData) => {
    if (place === null) return;
    const day = textOf(form, 'day');
    setBusy(true);
    const made = await makeReportAction({ team: place === WHOLE ? null : place, weeks, day: day === '' ? null : day });
    setBusy(false);
    if (!made.ok) return show({ title: t('failed'), detail: errorText(made.error), tone: 'error' });
    show({ title: t('make.made') });
    router.push(reportHref(made.data));
  };
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('make.open')}
      </Button>
      {open && (
        <FormDialog
          title={t('make.title')}
          lead={t('make.lead')}
          submit={t('make.submit')}
          busy={busy}
          onSubmit={(form) => void submit(form)}
          onClose={() => setOpen(false)}
        >
          <Field label={t('make.place')}>
            <Select options={options} value={place} onValueChange={setPlace} />
          </Field>
          <PeriodField weeks={weeks} onChange={setWeeks} />
          <Field label={t('make.day')} hint={t('make.dayHint')}>
            <FieldInput name="day" type="date" max={yesterday} className="w-48" />
          </Field>
        </FormDialog>
      )}
    </>
  );
}
