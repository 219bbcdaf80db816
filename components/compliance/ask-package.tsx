'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useComplianceVerb } from '@/components/compliance/use-compliance-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { askPackageAction } from '@/lib/compliance/actions';
import { isLocale } from '@/lib/core/i18n/locales';

type Props = {
  readonly frameworks: readonly { readonly id: string; readonly title: string; readonly version: string }[];
  /** The last day that can be looked back to. */
  readonly yesterday: string;
};

/** Asks the worker for a package: which framework, and as of when. */
export function AskPackage({ frameworks, yesterday }: Props) {
  const t = useTranslations('compliance.packages');
  const locale = useLocale();
  const { give, busy } = useComplianceVerb();
  const [open, setOpen] = useState(false);
  const [framework, setFramework] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    setMissing(framework === null);
    if (framework === null) return;
    const day = textOf(form, 'day');
    const verb = () =>
      askPackageAction({ framework, day: day === '' ? null : day, locale: isLocale(locale) ? locale : 'en' });
    if (await give(verb, t('made'))) setOpen(false);
  };
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && (
        <FormDialog
          title={t('add')}
          submit={t('make')}
          busy={busy}
          onSubmit={(form) => void submit(form)}
          onClose={() => setOpen(false)}
        >
          <Field label={t('framework')} error={missing && t('required')}>
            <Select
              options={frameworks.map(({ id, title, version }) => ({ value: id, label: `${title}, ${version}` }))}
              value={framework}
              onValueChange={setFramework}
              placeholder={t('choose')}
            />
          </Field>
          <Field label={t('day')} hint={t('dayHint')}>
            <FieldInput name="day" type="date" max={yesterday} className="w-48" />
          </Field>
        </FormDialog>
      )}
    </>
  );
}
