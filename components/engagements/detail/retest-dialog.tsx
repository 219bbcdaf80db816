'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { useVerb } from '@/components/engagements/detail/use-verb';
import { linesOf, textOf } from '@/components/engagements/form/read-form';
import { useRefusalText } from '@/components/engagements/use-told';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { StatusBadge } from '@/components/findings/status-badge';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { isoDay } from '@/lib/core/datetime';
import { recordRetestAction } from '@/lib/engagements/actions';
import { type Refusal, refuseDue, refuseRetest } from '@/lib/engagements/rules';
import { NOTE_MAX } from '@/lib/engagements/schema';
import { type EngagementDetail, type EngagementFinding, OUTCOMES, type RetestOutcome } from '@/lib/engagements/types';
import { severityName } from '@/lib/findings/severity';

type Props = { readonly engagement: EngagementDetail; readonly onClose: () => void };
type Chosen = Readonly<Record<number, RetestOutcome>>;

/** The testers looked again: one outcome a finding, with a note. */
export function RetestDialog({ engagement, onClose }: Props) {
  const t = useTranslations('engagements');
  const refusalText = useRefusalText();
  const { give, busy } = useVerb();
  const [today] = useState(() => isoDay(new Date()));
  const [chosen, setChosen] = useState<Chosen>({});
  const [issues, setIssues] = useState<readonly Refusal[]>([]);
  const { id, version, number, list, startsOn, testers } = engagement;
  const wrong = (...of: readonly Refusal[]) => {
    const issue = issues.find((one) => of.includes(one));
    return issue && refusalText({ code: 'invalid', details: { issue } });
  };
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [testedOn, nextDueOn] = [textOf(form, 'testedOn'), textOf(form, 'nextDueOn') || null];
    const outcomes = list.map((finding) => ({
      findingId: finding.id,
      outcome: chosen[finding.id] ?? 'not_retested',
      note: textOf(form, `note-${finding.id}`),
    }));
    const looked = outcomes.some(({ outcome }) => outcome !== 'not_retested');
    const now = new Date();
    const refused = refuseRetest({ testedOn, looked, startsOn: new Date(startsOn) }, now);
    const late = nextDueOn === null ? null : refuseDue(nextDueOn, now);
    const found = [refused, late].filter((issue) => issue !== null);
    setIssues(found);
    if (found.length > 0) return;
    const said = {
      testedOn,
      testers: linesOf(textOf(form, 'testers')),
      note: textOf(form, 'note'),
      outcomes,
      nextDueOn,
    };
    if (await give(() => recordRetestAction({ id, version, ...said }), t('toast.retested'))) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('retest.title', { number })}
      description={t('retest.lead')}
      className="w-[min(48rem,calc(100vw-2rem))]"
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('retest.testedOn')} error={wrong('tested_future', 'tested_early')}>
            <FieldInput type="date" name="testedOn" defaultValue={today} max={today} min={startsOn} />
          </Field>
          <Field label={t('retest.nextDueOn')} hint={t('retest.nextHint')} error={wrong('due_past')}>
            <FieldInput type="date" name="nextDueOn" min={today} />
          </Field>
        </div>
        <Outcomes list={list} chosen={chosen} onChange={setChosen} />
        {wrong('nothing_retested') && (
          <p role="alert" className="text-missed-ink">
            {t('retest.nothing')}
          </p>
        )}
        <Field label={t('retest.testers')} hint={t('retest.testersHint')}>
          <FieldTextarea name="testers" defaultValue={testers.join('\n')} className="min-h-14" />
        </Field>
        <Field label={t('retest.overall')}>
          <FieldTextarea name="note" maxLength={NOTE_MAX} className="min-h-14" />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t('retest.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type OutcomesProps = {
  readonly list: readonly EngagementFinding[];
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
};

function Outcomes({ list, chosen, onChange }: OutcomesProps) {
  const t = useTranslations('engagements');
  const all = () => onChange(Object.fromEntries(list.map(({ id }) => [id, 'fixed'])));
  return (
    <div>
      <Button size="sm" className="mb-2" onClick={all}>
        {t('retest.all')}
      </Button>
      <ul className="flex flex-col">
        {list.map(({ id, title, severity, status }) => (
          <li
            key={id}
            className="grid items-center gap-2 border-line border-t py-2 sm:grid-cols-[minmax(0,1fr)_11rem_11rem]"
          >
            <div className="min-w-0">
              <p className="wrap-anywhere">{title}</p>
              <span className="flex flex-wrap gap-1">
                <SeverityBadge severity={severityName(severity)} />
                <StatusBadge status={status} />
              </span>
            </div>
            <Select
              label={t('retest.outcome', { title })}
              options={OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
              value={chosen[id] ?? 'not_retested'}
              onValueChange={(outcome) => onChange({ ...chosen, [id]: outcome })}
            />
            <Input
              name={`note-${id}`}
              maxLength={NOTE_MAX}
              aria-label={t('retest.note', { title })}
              placeholder={t('retest.notePlaceholder')}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
