'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { startSignIn } from '@/lib/core/auth/client';

type Props = { readonly callbackUrl: string; readonly label: string; readonly failed: string };

export function SignInButton({ callbackUrl, label, failed }: Props) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const start = () => {
    setState('busy');
    startSignIn(callbackUrl).catch(() => setState('failed'));
  };
  return (
    <>
      <Button variant="primary" className="self-start" busy={state === 'busy'} onClick={start} data-testid="sign-in">
        {label}
      </Button>
      {state === 'failed' && (
        <p role="alert" className="text-missed-ink">
          {failed}
        </p>
      )}
    </>
  );
}
