'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { requestVerification } from '@/lib/audit/queries';
import type { Breach, Verification } from '@/lib/audit/types';

/** Walks the whole chain on the server and says what it found. */
export function VerifyAudit() {
  const t = useTranslations('audit');
  const toast = useToast();
  const errorText = useErrorText();
  const verify = useMutation({
    mutationFn: requestVerification,
    onSuccess: (result) => {
      if (!result.ok) toast.show({ title: errorText(result.error), tone: 'error' });
    },
  });
  const found = verify.data?.ok ? verify.data.data : null;
  return (
    <>
      <Button busy={verify.isPending} onClick={() => verify.mutate()}>
        {t('verify')}
      </Button>
      {found && (
        <Dialog open onOpenChange={(open) => !open && verify.reset()} title={t('verify')}>
          <Found verification={found} />
        </Dialog>
      )}
    </>
  );
}

function Found({ verification }: { readonly verification: Verification }) {
  const t = useTranslations('audit');
  const { checked, unsealed, head, breach } = verification;
  return (
    <div data-testid="verification" data-intact={breach === null}>
      {breach ? (
        <>
          <p className="font-semibold text-missed-ink">{t('broken', { checked })}</p>
          <BreachText breach={breach} />
        </>
      ) : (
        <p className="text-met-ink">{t('intact', { checked, unsealed })}</p>
      )}
      {head && (
        <p className="mt-2 font-mono text-muted text-xs break-all">{t('head', { seq: head.seq, hash: head.hash })}</p>
      )}
    </div>
  );
}

function BreachText({ breach }: { readonly breach: Breach }) {
  const t = useTranslations('audit.breaches');
  const entry = String(breach.entryId);
  const seq = String(breach.seq);
  switch (breach.kind) {
    case 'text':
      return <p>{t('text', { entry })}</p>;
    case 'column':
      return <p>{t('column', { entry, column: breach.column })}</p>;
    case 'entry-missing':
      return <p>{t('entry-missing', { entry, seq })}</p>;
    case 'seal-missing':
      return <p>{t('seal-missing', { seq })}</p>;
    case 'seal':
      return <p>{t('seal', { seq, entry })}</p>;
  }
}
