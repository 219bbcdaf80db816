'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { ENTRY_LIMITS, type EntryField, type EntryProblem, type RawEntry } from '@/lib/engagements/entry';
import { SEVERITIES, type SeverityName } from '@/lib/findings/severity';

type Props = {
  readonly problems: readonly EntryProblem[];
  /** What is corrected; title, place and parameter, by which it is known, then stay. */
  readonly initial?: RawEntry;
};

const KNOWN_BY: readonly EntryField[] = ['title', 'location', 'parameter'];

/** What testers say of a finding. Names are those of the table's columns. */
export function EntryFields({ problems, initial }: Props) {
  const t = useTranslations('engagements');
  const severityName = useTranslations('findings.severity');
  const [severity, setSeverity] = useState<SeverityName>(
    () => SEVERITIES.find((one) => one === initial?.severity) ?? 'medium',
  );
  const said = (field: EntryField): ReactNode => {
    const found = problems.find((one) => one.field === field);
    return found && t(`problems.${found.code}`, { max: found.max ?? 0 });
  };
  const input = (field: EntryField): ComponentProps<typeof FieldInput> => ({
    name: field,
    maxLength: ENTRY_LIMITS[field],
    defaultValue: initial?.[field],
    readOnly: initial !== undefined && KNOWN_BY.includes(field),
    className: 'read-only:bg-hover read-only:text-muted',
  });
  return (
    <>
      <Field label={t('enter.name')} error={said('title')}>
        <FieldInput {...input('title')} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('enter.severity')} error={said('severity')}>
          <Select
            name="severity"
            options={SEVERITIES.toReversed().map((value) => ({ value, label: severityName(value) }))}
            value={severity}
            onValueChange={setSeverity}
          />
        </Field>
        <Field label={t('enter.reference')} error={said('reference')}>
          <FieldInput {...input('reference')} />
        </Field>
        <Field
          label={t('enter.location')}
          hint={initial === undefined && t('enter.locationHint')}
          error={said('location')}
        >
          <FieldInput {...input('location')} />
        </Field>
        <Field label={t('enter.parameter')} error={said('parameter')}>
          <FieldInput {...input('parameter')} />
        </Field>
        <Field label={t('enter.cvss')} hint={t('enter.cvssHint')} error={said('cvss')}>
          <FieldInput {...input('cvss')} className="font-mono" />
        </Field>
        <Field label={t('enter.cwe')} hint={t('enter.cweHint')} error={said('cwe')}>
          <FieldInput {...input('cwe')} />
        </Field>
      </div>
      <Field label={t('enter.description')} hint={t('enter.descriptionHint')} error={said('description')}>
        <FieldTextarea name="description" maxLength={ENTRY_LIMITS.description} defaultValue={initial?.description} />
      </Field>
      <Field label={t('enter.fix')} error={said('fix')}>
        <FieldTextarea name="fix" maxLength={ENTRY_LIMITS.fix} defaultValue={initial?.fix} className="min-h-14" />
      </Field>
      <Field label={t('enter.references')} hint={t('enter.referencesHint')} error={said('references')}>
        <FieldTextarea
          name="references"
          maxLength={ENTRY_LIMITS.references}
          defaultValue={initial?.references}
          className="min-h-14"
        />
      </Field>
    </>
  );
}
