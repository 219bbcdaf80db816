'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useComplianceError } from '@/components/compliance/use-compliance-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { refusalOf } from '@/components/layout/refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { FileDropZone } from '@/components/ui/file-drop-zone';
import { useToast } from '@/components/ui/toast';
import { LINE_MAX } from '@/lib/compliance/schema';
import { postFile } from '@/lib/core/ask';
import type { ErrorDetails } from '@/lib/core/errors';
import { RequestError } from '@/lib/core/request-error';

type Taken = { readonly id: string; readonly known: boolean };

/** What the server said of the file, with the place and the numbers that its sentence names. */
function refused(error: unknown) {
  const { code, details } = refusalOf(error);
  const told = error instanceof RequestError ? Object.entries(error.details) : [];
  const plain = told.filter((one): one is [string, string | number] => ['string', 'number'].includes(typeof one[1]));
  const all: ErrorDetails = { ...details, ...Object.fromEntries(plain) };
  return { code, details: all };
}

/** Takes an OSCAL catalogue in: the file, and what it does not say itself. */
export function ImportCatalogue() {
  const t = useTranslations('compliance.import');
  const router = useRouter();
  const { show } = useToast();
  const errorText = useComplianceError();
  const [open, setOpen] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [wrong, setWrong] = useState('');
  const close = () => {
    setOpen(false);
    setFile(null);
    setMissing(false);
    setWrong('');
  };
  const submit = async (form: FormData) => {
    const [licence, source] = [textOf(form, 'licence'), textOf(form, 'source')];
    const lacks = file === null || licence === '' || source === '';
    setMissing(lacks);
    if (lacks) return;
    setBusy(true);
    try {
      const query = new URLSearchParams({ fileName: file.name, licence, source });
      const { id, known } = await postFile<Taken>(`/api/compliance/catalogues?${query}`, file);
      show({ title: t(known ? 'known' : 'done') });
      close();
      router.push(`/compliance/${id}`);
    } catch (error) {
      setWrong(errorText(refused(error)));
    }
    setBusy(false);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Upload aria-hidden />
        {t('open')}
      </Button>
      {open && (
        <FormDialog
          title={t('title')}
          lead={t('lead')}
          submit={t('submit')}
          busy={busy}
          onSubmit={(form) => void submit(form)}
          onClose={close}
        >
          <FileDropZone
            multiple={false}
            chooseLabel={t('choose')}
            hint={file?.name ?? t('drop')}
            onFiles={([first]) => {
              setWrong('');
              setFile(first ?? null);
            }}
          />
          {wrong !== '' && (
            <p role="alert" className="text-missed-ink">
              {wrong}
            </p>
          )}
          <Field label={t('licence')} hint={t('licenceHint')} error={missing && t('required')}>
            <FieldInput name="licence" maxLength={LINE_MAX} />
          </Field>
          <Field label={t('source')} hint={t('sourceHint')}>
            <FieldInput name="source" maxLength={LINE_MAX} />
          </Field>
        </FormDialog>
      )}
    </>
  );
}
