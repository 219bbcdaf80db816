'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { useDutyVerb } from '@/components/duties/use-duty-verb';
import { Section } from '@/components/findings/detail/section';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { saveSheetAction } from '@/lib/duties/actions';
import { ANSWERS, FIELD_KINDS, FIELD_MAX, FIELD_NAMES, type FieldName, type FieldValue } from '@/lib/duties/fields';
import type { DutiesDetail, DutyItem } from '@/lib/duties/types';

type Props = {
  readonly id: string;
  readonly duties: readonly DutyItem[];
  readonly sheet: DutiesDetail['sheet'];
  readonly mayWrite: boolean;
};

const isBlank = (value: FormDataEntryValue | null) => String(value ?? '').trim() === '';

/** A field of the form as the sheet holds it; undefined: empty. */
function entered(form: FormData, name: FieldName): FieldValue | undefined {
  const value = form.get(name);
  if (isBlank(value)) return undefined;
  if (FIELD_KINDS[name] !== 'count') return String(value);
  return { number: Math.round(Number(value)), about: form.get(`${name}.about`) !== null };
}

/** Which fields are asked for: those of what applies; while nothing does, of what may. */
function askedFields(duties: readonly DutyItem[]): FieldName[] {
  const applying = duties.filter(({ applies }) => applies === 'yes');
  const among = applying.length > 0 ? applying : duties.filter(({ proposedBy }) => proposedBy.length > 0);
  const asked = new Set(among.flatMap(({ stages }) => stages.flatMap(({ fields }) => fields)));
  return FIELD_NAMES.filter((name) => asked.has(name));
}

/** What the reports say: filled once, it is in the draft of each. */
export function SheetForm({ id, duties, sheet, mayWrite }: Props) {
  const t = useTranslations('duties');
  const { give, busy } = useDutyVerb();
  const names = askedFields(duties);
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const entries = names.map((name) => [name, entered(form, name)] as const);
    // What other regimes ask for stays as it is.
    const values = { ...sheet.values, ...Object.fromEntries(entries) };
    void give(() => saveSheetAction({ id, version: sheet.version, values }), t('sheet.done'));
  };
  if (names.length === 0) return null;
  return (
    <Section title={t('sheet.title')}>
      <p className="mb-3 text-muted">{t('sheet.lead')}</p>
      <form onSubmit={save} noValidate>
        <fieldset disabled={!mayWrite} className="grid min-w-0 gap-x-6 gap-y-3 lg:grid-cols-2">
          <legend className="sr-only">{t('sheet.title')}</legend>
          {names.map((name) => (
            <SheetField key={name} name={name} value={sheet.values[name]} />
          ))}
          {mayWrite && (
            <div>
              <Button type="submit" variant="primary" busy={busy}>
                {t('sheet.save')}
              </Button>
            </div>
          )}
        </fieldset>
      </form>
    </Section>
  );
}

type FieldProps = { readonly name: FieldName; readonly value: FieldValue | undefined };

function SheetField({ name, value }: FieldProps) {
  const t = useTranslations('duties');
  const label = t(`fields.${name}`);
  const kind = FIELD_KINDS[name];
  if (kind === 'answer') return <AnswerField name={name} value={value} />;
  if (kind === 'text') {
    const text = typeof value === 'string' ? value : '';
    return (
      <Field label={label}>
        {/* As high as what it says: a form of many fields stays short on a phone. */}
        <FieldTextarea
          name={name}
          defaultValue={text}
          maxLength={FIELD_MAX}
          className="field-sizing-content min-h-10"
        />
      </Field>
    );
  }
  const count = typeof value === 'object' ? value : null;
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label={label}>
        <FieldInput name={name} type="number" min={0} step={1} defaultValue={count?.number ?? ''} className="w-40" />
      </Field>
      <Checkbox name={`${name}.about`} defaultChecked={count?.about ?? true} label={t('sheet.about')} />
    </div>
  );
}

function AnswerField({ name, value }: FieldProps) {
  const t = useTranslations('duties');
  const [chosen, setChosen] = useState(ANSWERS.find((one) => one === value) ?? null);
  return (
    <Field label={t(`fields.${name}`)}>
      <Select
        name={name}
        options={ANSWERS.map((one) => ({ value: one, label: t(`answers.${one}`) }))}
        value={chosen}
        onValueChange={setChosen}
        placeholder={t('notSaid')}
        className="w-60"
      />
    </Field>
  );
}
