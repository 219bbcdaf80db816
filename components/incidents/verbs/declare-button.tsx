'use client';

import { Flame } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { Arriving } from '@/components/ui/arriving';
import { Button } from '@/components/ui/button';
import { intentOf, lazyOnIntent } from '@/components/ui/lazy-on-intent';

const code = lazyOnIntent(() => import('@/components/incidents/verbs/declare-dialog'));

/** Declares an incident by hand. */
export function DeclareButton() {
  const t = useTranslations('incidents.verbs');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" {...intentOf(code)} onClick={() => setOpen(true)}>
        <Flame aria-hidden />
        {t('declare')}
      </Button>
      {open && (
        <Arriving code={code}>
          <Dialog onClose={() => setOpen(false)} />
        </Arriving>
      )}
    </>
  );
}

function Dialog(props: ComponentProps<ReturnType<typeof code.use>['DeclareDialog']>) {
  const { DeclareDialog } = code.use();
  return <DeclareDialog {...props} />;
}
