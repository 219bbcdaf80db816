'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useComplianceVerb } from '@/components/compliance/use-compliance-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { changeAuditAction, planAuditAction } from '@/lib/compliance/actions';
import type { FrameworkName } from '@/lib/compliance/data/catalogues';
import type { AuditRow } from '@/lib/compliance/data/programme';
import { AUDIT_KINDS } from '@/lib/compliance/programme';
import { LINE_MAX, TEXT_MAX } from '@/lib/compliance/schema';
import type { Person } from '@/lib/compliance/view-types';

type Props = {
  /** Null: a new one. */
  readonly audit: AuditRow | null;
  readonly people: readonly Person[];
  readonly frameworks: readonly FrameworkName[];
  readonly onClose: () => void;
};

/** What is audited, by whom, when; who sees to it. */
export function AuditDialog({ audit, people, frameworks, onClose }: Props) {
  const t = useTranslations('compliance.audits');
  const { give, busy } = useComplianceVerb();
  // As it was when the dialog opened: who was faster is told, not overwritten.
  const [before] = useState(audit);
  const [kind, setKind] = useState(before?.kind ?? 'internal');
  const [ownerId, setOwnerId] = useState(before?.owner.id ?? null);
  const [chosen, setChosen] = useState<readonly string[]>(before?.frameworks ?? []);
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const [title, dueOn] = [textOf(form, 'title'), textOf(form, 'dueOn')];
    const lacks = title === '' || dueOn === '' || ownerId === null;
    setMissing(lacks);
    if (lacks) return;
    const facts = {
      kind,
      title,
      dueOn,
      ownerId,
      frameworks: [...chosen],
      scope: textOf(form, 'scope'),
      auditor: textOf(form, 'auditor'),
    };
    const verb = () =>
      before ? changeAuditAction({ id: before.id, version: before.version, ...facts }) : planAuditAction(facts);
    if (await give(verb, t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={t(before ? 'change' : 'plan')}
      submit={t('save')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('name')} error={missing && t('required')}>
        <FieldInput name="title" maxLength={LINE_MAX} defaultValue={before?.title} />
      </Field>
      <Field label={t('kind')}>
        <Select
          options={AUDIT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onValueChange={setKind}
        />
      </Field>
      <Field label={t('due')}>
        <FieldInput name="dueOn" type="date" defaultValue={before?.dueOn} className="w-48" />
      </Field>
      <Field label={t('owner')}>
        <Select
          options={people.map((person) => ({ value: person.id, label: person.name }))}
          value={ownerId}
          onValueChange={setOwnerId}
          placeholder={t('choose')}
        />
      </Field>
      <Field label={t('auditor')} hint={t('auditorHint')}>
        <FieldInput name="auditor" maxLength={LINE_MAX} defaultValue={before?.auditor} />
      </Field>
      <fieldset>
        <legend className="font-medium">{t('frameworks')}</legend>
        <p className="mb-1 text-muted text-xs">{t('frameworksHint')}</p>
        <div className="flex max-h-48 flex-col gap-1 overflow-y-auto">
          {frameworks
            .filter(({ id, archived }) => !archived || chosen.includes(id))
            .map(({ id, title: name, version }) => (
              <Checkbox
                key={id}
                label={`${name} · ${version}`}
                checked={chosen.includes(id)}
                onCheckedChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
              />
            ))}
        </div>
      </fieldset>
      <Field label={t('scope')}>
        <FieldTextarea name="scope" maxLength={TEXT_MAX} defaultValue={before?.scope} />
      </Field>
    </FormDialog>
  );
}
