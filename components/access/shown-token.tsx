'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';

/** A new token, this once. */
export function ShownToken({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const t = useTranslations('access.tokens');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(token);
    setCopied(true);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('shownTitle')} description={t('shownLead')}>
      <Input
        readOnly
        aria-label={t('token')}
        value={token}
        onFocus={(event) => event.currentTarget.select()}
        className="w-full font-mono"
        data-testid="new-token"
      />
      <DialogActions>
        <Button onClick={() => void copy()}>
          <span aria-live="polite">{t(copied ? 'copied' : 'copy')}</span>
        </Button>
        <Button variant="primary" onClick={onClose}>
          {t('done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
