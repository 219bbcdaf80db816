'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { VerbForm } from '@/components/assets/verb-form';
import { PreviewBox } from '@/components/lists/preview-box';
import { usePreview } from '@/components/lists/use-preview';
import { useProblem } from '@/components/lists/use-words';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { previewEntryAction, saveEntryAction } from '@/lib/lists/actions';
import { COLUMNS, FIELDS_OF } from '@/lib/lists/columns';
import { EMPTY_ENTRY, type Field as EntryField, type RawEntry } from '@/lib/lists/entry';
import { LIST_LIMITS } from '@/lib/lists/limits';
import { type Entry, PROTOCOLS } from '@/lib/lists/types';
import type { ListView } from '@/lib/lists/view-types';

type Props = { readonly view: ListView; readonly before: Entry | null; readonly close: () => void };

const MOST: Readonly<Partial<Record<EntryField, number>>> = {
  subject: LIST_LIMITS.subject,
  detail: LIST_LIMITS.detail,
  reason: LIST_LIMITS.text,
  owner: LIST_LIMITS.owner,
};

/** One approval: what it would change is shown before it is kept. */
export function EntryForm({ view: { kind, product, version }, before, close }: Props) {
  const t = useTranslations('lists');
  const words = useProblem();
  const [entry, setEntry] = useState<RawEntry>(() =>
    before ? { ...before, until: before.until ?? '' } : { ...EMPTY_ENTRY, protocol: kind === 'ports' ? 'tcp' : '' },
  );
  const key = before && { subject: before.subject, detail: before.detail, protocol: before.protocol };
  const input = { kind, productId: product?.id ?? null, version, before: key, entry };
  const steps = usePreview({
    look: () => previewEntryAction(input),
    save: () => saveEntryAction(input),
    done: close,
  });
  const { preview, again } = steps;
  const set = (field: EntryField) => (value: string) => {
    again();
    setEntry((old) => ({ ...old, [field]: value }));
  };
  const wrong = (field: EntryField) => {
    const column = COLUMNS[kind][field];
    const found = preview?.kind === 'refused' ? preview.problems.find((one) => one.column === column) : undefined;
    return found && words(found);
  };
  return (
    <VerbForm verb={steps} submit={steps.ready ? t('entry.save') : t('entry.look')} close={close}>
      {FIELDS_OF(kind).map((field) => (
        <Field
          key={field}
          label={t(`fields.${kind}.${field}`)}
          hint={field === 'owner' ? undefined : t(`hints.${kind}.${field}`)}
          error={wrong(field)}
        >
          {field === 'protocol' ? (
            <Select
              options={PROTOCOLS.map((value) => ({ value, label: t(`protocols.${value}`) }))}
              value={PROTOCOLS.find((one) => one === entry.protocol) ?? 'tcp'}
              onValueChange={set('protocol')}
            />
          ) : (
            <FieldInput
              type={field === 'until' ? 'date' : 'text'}
              value={entry[field]}
              maxLength={MOST[field]}
              autoComplete="off"
              onChange={({ target }) => set(field)(target.value)}
            />
          )}
        </Field>
      ))}
      <div role="status">{preview?.kind === 'preview' && <PreviewBox preview={preview} />}</div>
    </VerbForm>
  );
}
