'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { FileChoice } from '@/components/acceptances/request/file-choice';
import { useRefusalText } from '@/components/acceptances/use-told';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { endOfDay, localDay } from '@/lib/acceptances/last-day';
import { latestExpiry, longestDays, refuseRequest, TEXT_MAX, type Worst } from '@/lib/acceptances/rules';
import type { AcceptancePolicy } from '@/lib/acceptances/settings-schema';
import { ACCEPTANCE_REASONS, type AcceptanceReason } from '@/lib/acceptances/types';
import { addDays } from '@/lib/core/datetime';
import { severityName } from '@/lib/findings/severity';

export type Reasons = {
  readonly reason: AcceptanceReason;
  readonly justification: string;
  readonly measures: string;
  readonly expiresAt: string;
};

/** Our clock may be ahead of the server's. */
const CLOCK_MS = 5 * 60_000;

type Props = {
  readonly worst: Worst;
  readonly policy: AcceptancePolicy;
  /** What it is about: the first part of the form. */
  readonly children: ReactNode;
  readonly busy: boolean;
  /** Nothing would be covered. */
  readonly empty: boolean;
  readonly onSubmit: (reasons: Reasons, files: readonly File[]) => void;
};

const textOf = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** Why, with what measures, until when, with which evidence. */
export function RequestForm({ worst, policy, children, busy, empty, onSubmit }: Props) {
  const t = useTranslations('acceptances');
  const severity = useTranslations('findings.severity');
  const format = useFormatter();
  const refusalText = useRefusalText();
  const [now] = useState(() => new Date(Date.now() - CLOCK_MS));
  const [reason, setReason] = useState<AcceptanceReason>('no_fix');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const latest = latestExpiry(policy, worst, now);
  const last = localDay(latest);
  // Until somebody chooses, as long as the policy allows and no longer than a quarter.
  const day = chosen ?? localDay(new Date(Math.min(latest.getTime(), addDays(now, 90).getTime())));
  const expiresAt = endOfDay(day, latest);
  const days = longestDays(policy, worst);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [justification, measures] = [textOf(form, 'justification'), textOf(form, 'measures')];
    const until = expiresAt ?? new Date(0);
    const issue = refuseRequest({ reason, measures, expiresAt: until }, worst, policy, now);
    const said = issue && refusalText({ code: 'invalid', details: { issue } });
    const found = {
      ...(justification === '' && { justification: t('request.required') }),
      ...(said && (issue === 'measures_required' ? { measures: said } : { until: said })),
    };
    setWrong(found);
    if (Object.keys(found).length === 0) {
      onSubmit({ reason, justification, measures, expiresAt: until.toISOString() }, files);
    }
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {children}
      <Field label={t('request.reason')}>
        <Select
          options={ACCEPTANCE_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
          value={reason}
          onValueChange={setReason}
        />
      </Field>
      <Field label={t('request.justification')} hint={t('request.justificationHint')} error={wrong.justification}>
        <FieldTextarea name="justification" maxLength={TEXT_MAX} />
      </Field>
      <Field label={t('request.measures')} hint={t('request.measuresHint')} error={wrong.measures}>
        <FieldTextarea name="measures" maxLength={TEXT_MAX} />
      </Field>
      <Field
        label={t('request.until')}
        hint={t('request.untilHint', {
          days,
          severity: severity(severityName(worst.ceiling)),
          exploited: String(worst.exploited),
        })}
        error={wrong.until}
      >
        <span className="flex flex-wrap items-center gap-3">
          <FieldInput
            type="date"
            value={day}
            min={localDay(now)}
            max={last}
            className="w-44"
            onChange={({ target }) => setChosen(target.value)}
          />
          {expiresAt && <span className="text-muted text-xs">{format.dateTime(expiresAt, 'exact')}</span>}
        </span>
      </Field>
      <FileChoice files={files} onChange={setFiles} />
      <DialogActions>
        <Button type="submit" variant="primary" busy={busy} disabled={empty}>
          {t('request.submit')}
        </Button>
      </DialogActions>
    </form>
  );
}
