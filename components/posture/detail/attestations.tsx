'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { Section } from '@/components/findings/detail/section';
import { StateBadge } from '@/components/posture/state-badge';
import { endOfField, useWrite } from '@/components/posture/use-write';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { attestAction, withdrawAttestationAction } from '@/lib/safeguards/actions';
import { ATTESTED, type Attested } from '@/lib/safeguards/terms';
import type { AttestationRow } from '@/lib/safeguards/view-types';

type Props = {
  readonly id: string;
  readonly days: number;
  readonly known: number;
  readonly rows: readonly AttestationRow[];
  readonly mayWrite: boolean;
};

/** Who stated it, by which document and until when; and the form for the next statement. */
export function Attestations({ id, days, known, rows, mayWrite }: Props) {
  const t = useTranslations('posture');
  const format = useFormatter();
  const { busy, write } = useWrite(withdrawAttestationAction);
  return (
    <Section level={2} title={t('detail.attestations')}>
      {rows.length === 0 && <p className="text-muted">{t('detail.noAttestations')}</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5">
            <StateBadge state={row.verdict} />
            <span className="text-muted text-xs">
              {`${row.by}, ${format.dateTime(new Date(row.at), 'day')}, `}
              {row.withdrawn
                ? t('writes.attest.withdrawn', { by: row.withdrawn.by })
                : t('writes.attest.until', { day: format.dateTime(new Date(row.validUntil), 'day') })}
            </span>
            {mayWrite && !row.withdrawn && (
              <Button size="sm" variant="ghost" busy={busy} onClick={() => write({ id: row.id })}>
                {t('writes.attest.withdraw')}
              </Button>
            )}
            <p className="w-full max-w-prose whitespace-pre-wrap wrap-anywhere">{row.statement}</p>
            <p className="w-full text-muted wrap-anywhere">{row.document}</p>
          </li>
        ))}
      </ul>
      {mayWrite && <AttestDialog id={id} days={days} known={known} />}
    </Section>
  );
}

function AttestDialog({ id, days, known }: Pick<Props, 'id' | 'days' | 'known'>) {
  const t = useTranslations('posture.writes');
  const [open, setOpen] = useState(false);
  const [verdict, setVerdict] = useState<Attested>('met');
  const { busy, write } = useWrite(attestAction, () => setOpen(false));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = { statement: form.get('statement'), document: form.get('document') };
    write({ safeguard: id, known, verdict, ...said, validUntil: endOfField(form, 'validUntil') });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('attest.title')}
      trigger={<Button className="mt-1">{t('attest.open')}</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('attest.verdict')}>
          <Select
            options={ATTESTED.map((value) => ({ value, label: t(`attest.verdicts.${value}`) }))}
            value={verdict}
            onValueChange={setVerdict}
          />
        </Field>
        <Field label={t('attest.statement')} hint={t('reasonHint')}>
          <FieldTextarea name="statement" required minLength={10} maxLength={2000} />
        </Field>
        <Field label={t('attest.document')} hint={t('attest.documentHint')}>
          <FieldInput name="document" required maxLength={500} />
        </Field>
        <Field label={t('attest.validUntil')} hint={t('attest.validHint', { days })}>
          <FieldInput name="validUntil" type="date" required className="w-44" />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t('attest.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
