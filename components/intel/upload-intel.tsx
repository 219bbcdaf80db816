'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { z } from 'zod';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { sendFile } from '@/components/intel/send-file';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { useToast } from '@/components/ui/toast';
import type { IntelKind } from '@/lib/intel/types';

const draftSchema = z.object({ name: z.string() });
type Draft = z.infer<typeof draftSchema>;

/** Takes a file in the place of a mirror. A file does not survive the way to the second factor: it is chosen again. */
export function UploadIntel({ kind }: { readonly kind: IntelKind }) {
  const t = useTranslations('intel');
  const toast = useToast();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const file = useRef<File | null>(null);
  const name = t(`kinds.${kind}`);
  const stepUp = useStepUp<Draft, null>({
    key: `intel-upload-${kind}`,
    schema: draftSchema,
    run: () => sendFile(kind, file.current),
    onDone: () => {
      setOpen(false);
      toast.show({ title: t('uploaded', { kind: name }) });
      router.refresh();
    },
  });
  const choose = <FileField kind={kind} onFile={(chosen) => (file.current = chosen)} />;
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('uploadTitle', { kind: name })}
        description={t('uploadLead')}
        trigger={
          <Button size="sm" aria-label={t('uploadOf', { kind: name })}>
            <Upload aria-hidden />
            {t('upload')}
          </Button>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setOpen(false);
            stepUp.submit({ name: file.current?.name ?? '' });
          }}
        >
          {choose}
          <DialogActions>
            <Button type="submit" variant="primary" busy={stepUp.busy}>
              {t('send')}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
      <StepUpDialog
        stepUp={stepUp}
        verb={t('send')}
        summary={({ name: chosen }) =>
          stepUp.state.phase === 'confirm' ? choose : t('stepUp', { file: chosen, kind: name })
        }
      />
    </>
  );
}

function FileField({ kind, onFile }: { readonly kind: IntelKind; readonly onFile: (file: File | null) => void }) {
  const t = useTranslations('intel');
  return (
    <Field label={t('file')} hint={t(`uploadHint.${kind}`)}>
      <FieldInput
        type="file"
        required
        accept=".csv,.gz,.json,application/json,text/csv,application/gzip"
        onChange={({ currentTarget }) => onFile(currentTarget.files?.[0] ?? null)}
      />
    </Field>
  );
}
