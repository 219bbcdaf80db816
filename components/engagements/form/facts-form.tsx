'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { linesOf, textOf } from '@/components/engagements/form/read-form';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { NAME_MAX, TESTERS_MAX, TEXT_MAX, TITLE_MAX } from '@/lib/engagements/schema';
import {
  ENGAGEMENT_KINDS,
  type EngagementDetail,
  type EngagementKind,
  PERFORMERS,
  type Performer,
} from '@/lib/engagements/types';

export type Facts = {
  readonly title: string;
  readonly kind: EngagementKind;
  readonly performer: Performer;
  readonly company: string;
  readonly testers: string[];
  readonly inScope: string;
  readonly outOfScope: string;
  readonly method: string;
  readonly startsOn: string;
  readonly endsOn: string;
};

type Wrong = Readonly<Partial<Record<keyof Facts, string>>>;

type Props = {
  readonly initial: EngagementDetail | null;
  readonly verb: string;
  readonly busy: boolean;
  /** What comes before the facts. */
  readonly children?: ReactNode;
  readonly onInvalid?: () => void;
  readonly onSubmit: (facts: Facts) => void;
};

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

function readFacts(form: FormData, kind: EngagementKind, performer: Performer): Facts {
  return {
    kind,
    performer,
    title: textOf(form, 'title'),
    company: performer === 'internal' ? '' : textOf(form, 'company'),
    testers: linesOf(textOf(form, 'testers')),
    inScope: textOf(form, 'inScope'),
    outOfScope: textOf(form, 'outOfScope'),
    method: textOf(form, 'method'),
    startsOn: textOf(form, 'startsOn'),
    endsOn: textOf(form, 'endsOn'),
  };
}

function useWrong(): (facts: Facts) => Wrong {
  const t = useTranslations('engagements.form');
  return ({ title, performer, company, inScope, startsOn, endsOn, testers }) => ({
    ...(title === '' && { title: t('required') }),
    ...(performer === 'third_party' && company === '' && { company: t('required') }),
    ...(inScope === '' && { inScope: t('required') }),
    ...(!isDay(startsOn) && { startsOn: t('dayWrong') }),
    ...(!isDay(endsOn) && { endsOn: t('dayWrong') }),
    ...(isDay(startsOn) && isDay(endsOn) && endsOn < startsOn && { endsOn: t('endsBefore') }),
    ...(testers.length > TESTERS_MAX && { testers: t('tooManyTesters', { max: TESTERS_MAX }) }),
  });
}

/** Who tests what, when and how. */
export function FactsForm({ initial, verb, busy, children, onInvalid, onSubmit }: Props) {
  const t = useTranslations('engagements');
  const wrongOf = useWrong();
  const [kind, setKind] = useState<EngagementKind>(initial?.kind ?? 'manual');
  const [performer, setPerformer] = useState<Performer>(initial?.performer ?? 'third_party');
  const [wrong, setWrong] = useState<Wrong>({});
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const facts = readFacts(new FormData(event.currentTarget), kind, performer);
    const found = wrongOf(facts);
    setWrong(found);
    if (Object.keys(found).length > 0) return onInvalid?.();
    onSubmit(facts);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {children}
      <Field label={t('form.title')} hint={t('form.titleHint')} error={wrong.title}>
        <FieldInput name="title" maxLength={TITLE_MAX} defaultValue={initial?.title} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('form.startsOn')} error={wrong.startsOn}>
          <FieldInput type="date" name="startsOn" defaultValue={initial?.startsOn} />
        </Field>
        <Field label={t('form.endsOn')} error={wrong.endsOn}>
          <FieldInput type="date" name="endsOn" defaultValue={initial?.endsOn} />
        </Field>
        <Field label={t('form.performer')}>
          <Select
            options={PERFORMERS.map((value) => ({ value, label: t(`performers.${value}`) }))}
            value={performer}
            onValueChange={setPerformer}
          />
        </Field>
        {performer === 'third_party' && (
          <Field label={t('form.company')} error={wrong.company}>
            <FieldInput name="company" maxLength={NAME_MAX} defaultValue={initial?.company} />
          </Field>
        )}
        <Field label={t('form.kind')}>
          <Select
            options={ENGAGEMENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            value={kind}
            onValueChange={setKind}
          />
        </Field>
        <Field label={t('form.method')} hint={t('form.methodHint')}>
          <FieldInput name="method" maxLength={TITLE_MAX} defaultValue={initial?.method} />
        </Field>
      </div>
      <Field label={t('form.testers')} hint={t('form.testersHint')} error={wrong.testers}>
        <FieldTextarea name="testers" defaultValue={initial?.testers.join('\n')} className="min-h-14" />
      </Field>
      <Field label={t('form.inScope')} hint={t('form.inScopeHint')} error={wrong.inScope}>
        <FieldTextarea name="inScope" maxLength={TEXT_MAX} defaultValue={initial?.inScope} />
      </Field>
      <Field label={t('form.outOfScope')}>
        <FieldTextarea name="outOfScope" maxLength={TEXT_MAX} defaultValue={initial?.outOfScope} className="min-h-14" />
      </Field>
      <DialogActions>
        <Button type="submit" variant="primary" busy={busy}>
          {verb}
        </Button>
      </DialogActions>
    </form>
  );
}
