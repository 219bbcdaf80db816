'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Preview, type PreviewState } from '@/components/incidents/rules/preview';
import { inputOf, type RuleDraft, wrongParts } from '@/components/incidents/rules/rule-input';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { FormDialog } from '@/components/incidents/verbs/form-dialog';
import { refusalOf } from '@/components/layout/refusal';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { severityName } from '@/lib/findings/severity';
import { createRuleAction, editRuleAction } from '@/lib/incident-rules/actions';
import type { RuleChoices } from '@/lib/incident-rules/data/list';
import { askPreview } from '@/lib/incident-rules/queries';
import { NAME_MAX, RULE_PLACES } from '@/lib/incident-rules/schema';
import type { IncidentRuleView } from '@/lib/incident-rules/types';
import { TITLE_MAX } from '@/lib/incidents/schema';
import { INCIDENT_KINDS, LEVELS } from '@/lib/incidents/types';

type Props = {
  /** What is changed; null: a new one. */
  readonly rule: IncidentRuleView | null;
  readonly choices: RuleChoices;
  readonly onClose: () => void;
};

const SEVERITIES = ['0', '1', '2', '3', '4'] as const;
const EVERYWHERE = 'everywhere';

/** What a rule asks for and declares, and what it would have declared. */
export function RuleDialog({ rule, choices, onClose }: Props) {
  const t = useTranslations('incidentFile.rules');
  const kinds = useTranslations('incidents.kinds');
  const levels = useTranslations('incidents.levels');
  const { give, busy } = useIncidentVerb();
  const box = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<RuleDraft>(() => ({
    minSeverity: String(rule?.minSeverity ?? 3),
    where: rule?.productId ?? rule?.teamId ?? (choices.everywhere ? EVERYWHERE : null),
    kind: rule?.kind ?? 'other',
    impact: rule?.impact ?? 'high',
    urgency: rule?.urgency ?? 'high',
  }));
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [preview, setPreview] = useState<PreviewState>(null);
  const change = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part });
  const checked = (form: FormData) => {
    const input = inputOf(form, draft, choices);
    const found = wrongParts(input, draft);
    setWrong(found);
    return found.size === 0 ? input : null;
  };
  const look = async () => {
    const form = box.current?.closest('form');
    const input = form && checked(new FormData(form));
    if (!input) return;
    setPreview('busy');
    setPreview(await askPreview(input).catch((error: unknown) => ({ refused: refusalOf(error) })));
  };
  const submit = async (form: FormData) => {
    const input = checked(form);
    if (!input) return;
    const done = await give(
      () => (rule ? editRuleAction({ id: rule.id, version: rule.version, rule: input }) : createRuleAction(input)),
      () => ({ title: t(rule ? 'saidEdited' : 'saidCreated') }),
    );
    if (done) onClose();
  };
  const error = (part: string) => wrong.has(part) && t(`wrong.${part === 'patterns' ? 'patterns' : 'field'}`);
  const places = [
    ...(choices.everywhere ? [{ value: EVERYWHERE, label: t('everywhere') }] : []),
    ...choices.teams.map(({ id, name }) => ({ value: id, label: t('team', { name }) })),
    ...choices.products.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <FormDialog
      title={t(rule ? 'editTitle' : 'newTitle')}
      lead={t(rule ? 'editLead' : 'newLead')}
      submit={t('save')}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('name')} error={error('name')}>
        <FieldInput name="name" maxLength={NAME_MAX} defaultValue={rule?.name ?? ''} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('minSeverity')}>
          <Select
            options={SEVERITIES.map((value) => ({
              value,
              label: t('severity', { severity: severityName(Number(value)) }),
            }))}
            value={draft.minSeverity}
            onValueChange={(minSeverity) => change({ minSeverity })}
          />
        </Field>
        <Field label={t('where')} error={error('where')}>
          <Select options={places} value={draft.where} onValueChange={(where) => change({ where })} />
        </Field>
      </div>
      <Field label={t('patterns')} hint={t('patternsHint')} error={error('patterns')}>
        <FieldTextarea name="patterns" defaultValue={rule?.patterns.join('\n') ?? ''} />
      </Field>
      <Field label={t('techniques')} hint={t('techniquesHint')} error={error('techniques')}>
        <FieldInput name="techniques" defaultValue={rule?.techniques.join(' ') ?? ''} />
      </Field>
      <fieldset>
        <legend className="mb-1 font-medium">{t('places')}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {RULE_PLACES.map((place) => (
            <Checkbox
              key={place}
              name={`place-${place}`}
              label={t(`placeNames.${place}`)}
              defaultChecked={rule?.places.includes(place) ?? false}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('minAlerts')} hint={t('minAlertsHint')} error={error('minAlerts')}>
          <FieldInput name="minAlerts" type="number" min={1} max={100} defaultValue={rule?.minAlerts ?? 1} />
        </Field>
        <Field label={t('withinMinutes')} error={error('withinMinutes')}>
          <FieldInput name="withinMinutes" type="number" min={1} max={1440} defaultValue={rule?.withinMinutes ?? 60} />
        </Field>
      </div>
      <Field label={t('kind')}>
        <Select
          options={INCIDENT_KINDS.map((value) => ({ value, label: kinds(value) }))}
          value={draft.kind}
          onValueChange={(kind) => change({ kind })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {(['impact', 'urgency'] as const).map((level) => (
          <Field key={level} label={t(level)}>
            <Select
              options={LEVELS.map((value) => ({ value, label: levels(value) }))}
              value={draft[level]}
              onValueChange={(value) => change({ [level]: value })}
            />
          </Field>
        ))}
      </div>
      <Field label={t('title')} hint={t('titleHint')} error={error('title')}>
        <FieldInput name="title" maxLength={TITLE_MAX} defaultValue={rule?.title ?? '{alert}: {entity}'} />
      </Field>
      <div ref={box}>
        <Button size="sm" busy={preview === 'busy'} onClick={() => void look()}>
          {t('preview')}
        </Button>
        <Preview state={preview} />
      </div>
    </FormDialog>
  );
}
