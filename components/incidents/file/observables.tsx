'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { ObservableRow } from '@/components/incidents/file/observable-row';
import { FilePart } from '@/components/incidents/file/part';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { addObservablesAction } from '@/lib/incidents/file/actions';
import { type CaseThings, MALICIOUS, type Malicious, TLP, type Tlp } from '@/lib/incidents/file/types';

/** What can be looked for elsewhere; many at once from a pasted text. */
export function Observables({ file }: { readonly file: CaseThings }) {
  const t = useTranslations('incidentFile.observables');
  const [adding, setAdding] = useState(false);
  const { observables, mayWrite, number } = file;
  return (
    <FilePart title={t('heading')} aside={observables.length > 0 && t('count', { count: observables.length })}>
      <div className="flex flex-wrap gap-2">
        {mayWrite && <Button onClick={() => setAdding(true)}>{t('add')}</Button>}
        {observables.length > 0 &&
          (['csv', 'jsonl'] as const).map((format) => (
            <LinkButton
              key={format}
              variant="ghost"
              prefetch={false}
              href={`/api/incidents/${number}/observables/export?format=${format}`}
            >
              {t(`exports.${format}`)}
            </LinkButton>
          ))}
      </div>
      {observables.length === 0 && <p className="mt-2 text-muted">{t('empty')}</p>}
      <ul className="mt-2">
        {observables.map((one) => (
          <ObservableRow key={one.id} file={file} observable={one} />
        ))}
      </ul>
      {adding && <AddDialog id={file.id} onClose={() => setAdding(false)} />}
    </FilePart>
  );
}

function AddDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useTranslations('incidentFile.observables');
  const { give, busy } = useIncidentVerb();
  const [malicious, setMalicious] = useState<Malicious>('unknown');
  const [tlp, setTlp] = useState<Tlp>('amber');
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [text, note] = ['text', 'note'].map((name) => String(form.get(name) ?? ''));
    const added = await give(
      () => addObservablesAction({ id, text: text ?? '', note: note ?? '', malicious, tlp }),
      (count) => ({ title: t('added', { count }) }),
    );
    if (added) onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('addTitle')} description={t('addLead')}>
      <form onSubmit={send} noValidate className="flex flex-col gap-4">
        <Field label={t('text')}>
          <FieldTextarea name="text" spellCheck={false} className="font-mono" />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('maliciousLabel')}>
            <Select
              options={MALICIOUS.map((value) => ({ value, label: t(`malicious.${value}`) }))}
              value={malicious}
              onValueChange={setMalicious}
            />
          </Field>
          <Field label={t('marking')}>
            <Select
              options={TLP.map((value) => ({ value, label: t(`tlp.${value}`) }))}
              value={tlp}
              onValueChange={setTlp}
            />
          </Field>
        </div>
        <Field label={t('note')}>
          <FieldTextarea name="note" />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t('submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
