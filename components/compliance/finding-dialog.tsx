'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useComplianceVerb } from '@/components/compliance/use-compliance-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { addAuditFindingAction, changeAuditFindingAction } from '@/lib/compliance/actions';
import type { FrameworkName } from '@/lib/compliance/data/catalogues';
import type { AuditFindingRow, AuditRow } from '@/lib/compliance/data/programme';
import { FINDING_STATES, GRADES, isOver } from '@/lib/compliance/programme';
import { LINE_MAX, TEXT_MAX } from '@/lib/compliance/schema';
import type { Person } from '@/lib/compliance/view-types';

type Props = {
  readonly audit: Pick<AuditRow, 'id' | 'frameworks'>;
  /** Null: a new one. */
  readonly finding: AuditFindingRow | null;
  readonly people: readonly Person[];
  readonly frameworks: readonly FrameworkName[];
  readonly onClose: () => void;
};

/** What was found, how grave it is, who mends it until when; of one that there is also how far it came and what shows it. */
export function FindingDialog({ audit, finding, people, frameworks, onClose }: Props) {
  const t = useTranslations('compliance.findings');
  const { give, busy } = useComplianceVerb();
  // As it was when the dialog opened: who was faster is told, not overwritten.
  const [before] = useState(finding);
  const [grade, setGrade] = useState(before?.grade ?? 'minor');
  const [state, setState] = useState(before?.state ?? 'open');
  const [ownerId, setOwnerId] = useState(before?.owner.id ?? null);
  const [only = ''] = audit.frameworks.length === 1 ? audit.frameworks : [];
  const [framework, setFramework] = useState(before ? before.framework : only);
  const [wrong, setWrong] = useState<'facts' | 'evidence' | null>(null);
  const offered = frameworks.filter(({ id, archived }) => id === framework || !archived);
  const submit = async (form: FormData) => {
    const [title, dueOn, evidence] = [textOf(form, 'title'), textOf(form, 'dueOn'), textOf(form, 'evidence')];
    const lacks = title === '' || dueOn === '' || ownerId === null;
    const found = lacks ? 'facts' : before && isOver(state) && evidence === '' ? 'evidence' : null;
    setWrong(found);
    if (lacks || found) return;
    const place = { framework, control: textOf(form, 'control') };
    const facts = { grade, title, detail: textOf(form, 'detail'), ...place, ownerId, dueOn };
    const verb = () =>
      before
        ? changeAuditFindingAction({ id: before.id, version: before.version, ...facts, state, evidence })
        : addAuditFindingAction({ auditId: audit.id, ...facts });
    if (await give(verb, t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={t(before ? 'change' : 'add')}
      submit={t('save')}
      busy={busy}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <Field label={t('name')} error={wrong === 'facts' && t('required')}>
        <FieldInput name="title" maxLength={LINE_MAX} defaultValue={before?.title} />
      </Field>
      <Field label={t('grade')}>
        <Select
          options={GRADES.map((value) => ({ value, label: t(`grades.${value}`) }))}
          value={grade}
          onValueChange={setGrade}
        />
      </Field>
      <Field label={t('framework')}>
        <Select
          options={[
            { value: '', label: t('noFramework') },
            ...offered.map(({ id, title, version }) => ({ value: id, label: `${title} · ${version}` })),
          ]}
          value={framework}
          onValueChange={setFramework}
        />
      </Field>
      <Field label={t('control')} hint={t('controlHint')}>
        <FieldInput name="control" maxLength={100} defaultValue={before?.control} className="w-48" />
      </Field>
      <Field label={t('detail')}>
        <FieldTextarea name="detail" maxLength={TEXT_MAX} defaultValue={before?.detail} />
      </Field>
      <Field label={t('owner')}>
        <Select
          options={people.map((person) => ({ value: person.id, label: person.name }))}
          value={ownerId}
          onValueChange={setOwnerId}
          placeholder={t('choose')}
        />
      </Field>
      <Field label={t('due')}>
        <FieldInput name="dueOn" type="date" defaultValue={before?.dueOn} className="w-48" />
      </Field>
      {before && (
        <>
          <Field label={t('state')}>
            <Select
              options={FINDING_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
              value={state}
              onValueChange={setState}
            />
          </Field>
          <Field label={t('evidence')} hint={t('evidenceHint')} error={wrong === 'evidence' && t('evidenceRequired')}>
            <FieldTextarea name="evidence" maxLength={TEXT_MAX} defaultValue={before.evidence} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
