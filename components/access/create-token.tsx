'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CreateTokenForm } from '@/components/access/create-token-form';
import { ShownToken } from '@/components/access/shown-token';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { createTokenAction } from '@/lib/access/actions';
import { createTokenSchema } from '@/lib/access/schema';
import type { TokenScope } from '@/lib/access/token-scopes';
import type { PlaceDto } from '@/lib/access/types';

type Props = { readonly places: readonly PlaceDto[]; readonly scopes: readonly TokenScope[] };

/** The button, its form, the step-up, and the token shown once. `scopes`: what the reader may give. */
export function CreateToken({ places, scopes }: Props) {
  const t = useTranslations('access.tokens');
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const stepUp = useStepUp({
    key: 'token-create',
    schema: createTokenSchema,
    run: createTokenAction,
    onDone: ({ token }) => setMade(token),
  });
  const productName = (id: string) =>
    places.flatMap(({ products }) => products).find((product) => product.id === id)?.name ?? id;
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('createTitle')}
        trigger={<Button variant="primary">{t('create')}</Button>}
      >
        <CreateTokenForm
          places={places}
          offered={scopes}
          busy={stepUp.busy}
          onSubmit={(input) => {
            setOpen(false);
            stepUp.submit(input);
          }}
        />
      </Dialog>
      <StepUpDialog
        stepUp={stepUp}
        verb={t('createVerb')}
        summary={({ name, productId }) => t('createSummary', { name, product: productName(productId) })}
      />
      {made && <ShownToken token={made} onClose={() => setMade(null)} />}
    </>
  );
}
