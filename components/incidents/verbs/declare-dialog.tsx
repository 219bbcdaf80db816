'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { MatrixField, type Weighed } from '@/components/incidents/verbs/matrix-field';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { declareIncidentAction } from '@/lib/incidents/actions';
import { declareFromFindingsAction } from '@/lib/incidents/file/actions';
import { incidentName } from '@/lib/incidents/priority';
import { declareChoicesQuery } from '@/lib/incidents/queries';
import { TEXT_MAX, TITLE_MAX } from '@/lib/incidents/schema';
import { INCIDENT_KINDS, type IncidentKind } from '@/lib/incidents/types';

/** Alerts of one product that are declared to be an incident. */
export type FromAlerts = {
  readonly ids: readonly string[];
  readonly title: string;
  readonly product: { readonly id: string; readonly name: string };
};

type Props = {
  readonly from?: FromAlerts;
  /** What it has to do with; of the first one are its title and its product at first. */
  readonly findings?: readonly { readonly id: number; readonly title: string; readonly productId: string }[];
  readonly onClose: (done: boolean) => void;
};
type Part = 'title' | 'product' | 'kind' | 'cell' | 'note';

/** What burns, whose it is, how bad; from then on the clocks run. */
export function DeclareDialog({ from, findings = [], onClose }: Props) {
  const t = useTranslations('incidents');
  const router = useRouter();
  const { give, busy } = useIncidentVerb();
  const readMoment = useReadMoment();
  const { data: choices } = useQuery(declareChoicesQuery());
  const [productId, setProductId] = useState<string | null>(from?.product.id ?? findings[0]?.productId ?? null);
  const [kind, setKind] = useState<IncidentKind | null>(null);
  const [weighed, setWeighed] = useState<Weighed>({ cell: null, priority: null });
  const [wrong, setWrong] = useState<ReadonlySet<Part>>(new Set());
  const submit = async (form: FormData) => {
    const [title, note] = [textOf(form, 'title'), textOf(form, 'note')];
    const { cell, priority } = weighed;
    const missing: readonly (readonly [Part, boolean])[] = [
      ['title', title === ''],
      ['product', productId === null],
      ['kind', kind === null],
      ['cell', cell === null],
      ['note', priority !== null && note === ''],
    ];
    const found = new Set(missing.flatMap(([part, lacks]) => (lacks ? [part] : [])));
    setWrong(found);
    if (found.size > 0 || productId === null || kind === null || cell === null) return;
    const input = { productId, title, kind, ...cell, priority, note, alerts: [...(from?.ids ?? [])] };
    const rest = {
      summary: textOf(form, 'summary'),
      techniques: [],
      severity: null,
      occurredAt: readMoment(form, 'occurredAt'),
      exercise: form.get('exercise') !== null,
    };
    await give(
      () =>
        findings.length > 0
          ? declareFromFindingsAction({ ...input, ...rest, findings: findings.map(({ id }) => id) })
          : declareIncidentAction({ ...input, ...rest }),
      (number) => {
        onClose(true);
        router.push(`/incidents/${number}`);
        return { title: t('toast.declare', { name: incidentName(number) }) };
      },
    );
  };
  const lead =
    findings.length > 0
      ? t('declare.leadFindings', { count: findings.length })
      : from
        ? t('declare.leadAlerts', { count: from.ids.length })
        : t('declare.lead');
  const products = from ? [from.product] : (choices?.products ?? []);
  return (
    <FormDialog
      title={t('declare.title')}
      lead={lead}
      submit={t('declare.submit')}
      busy={busy}
      onSubmit={submit}
      onClose={() => onClose(false)}
    >
      <Field
        label={t('fields.title')}
        hint={t('fields.titleHint')}
        error={wrong.has('title') && t('fields.titleMissing')}
      >
        <FieldInput
          name="title"
          defaultValue={(from?.title ?? findings[0]?.title ?? '').slice(0, TITLE_MAX)}
          maxLength={TITLE_MAX}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('fields.product')} error={wrong.has('product') && t('fields.productMissing')}>
          <Select
            options={products.map(({ id, name }) => ({ value: id, label: name }))}
            value={productId}
            onValueChange={setProductId}
            disabled={from !== undefined}
          />
        </Field>
        <Field label={t('fields.kind')} error={wrong.has('kind') && t('fields.kindMissing')}>
          <Select
            options={INCIDENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            value={kind}
            onValueChange={setKind}
          />
        </Field>
      </div>
      {choices && (
        <MatrixField
          matrix={choices.policy.matrix}
          value={weighed}
          onChange={setWeighed}
          wrong={{ cell: wrong.has('cell'), note: wrong.has('note') }}
        />
      )}
      <details>
        <summary className="w-fit cursor-pointer py-1 text-muted">{t('declare.more')}</summary>
        <div className="mt-2 flex flex-col gap-4">
          <Field label={t('fields.summary')} hint={t('fields.summaryHint')}>
            <FieldTextarea name="summary" maxLength={TEXT_MAX} />
          </Field>
          <MomentField name="occurredAt" label={t('fields.occurredAt')} value={null} />
          <Checkbox name="exercise" label={t('fields.exercise')} />
        </div>
      </details>
    </FormDialog>
  );
}
