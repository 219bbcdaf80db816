'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { Arriving } from '@/components/ui/arriving';
import { Button } from '@/components/ui/button';
import type { ButtonSize } from '@/components/ui/button-style';
import { intentOf, lazyOnIntent } from '@/components/ui/lazy-on-intent';
import type { AlertRow } from '@/lib/alerts/types';

const declareCode = lazyOnIntent(() => import('@/components/incidents/verbs/declare-dialog'));
const addCode = lazyOnIntent(() => import('@/components/incidents/verbs/add-dialog'));

type Props = {
  /** One at least; only alerts of one product can be an incident. */
  readonly alerts: readonly Pick<AlertRow, 'id' | 'title' | 'product'>[];
  readonly size?: ButtonSize;
  readonly onDone?: () => void;
};

/** Declares alerts to be an incident, or adds them to one that is open. */
export function IncidentFromAlerts({ alerts, size, onDone = () => undefined }: Props) {
  const t = useTranslations('incidents.verbs');
  const [asked, setAsked] = useState<'declare' | 'add' | null>(null);
  const [first] = alerts;
  if (!first) return null;
  const { product, title } = first;
  if (alerts.some((one) => one.product.id !== product.id))
    return <p className="text-muted text-xs">{t('oneProduct')}</p>;
  const ids = alerts.map(({ id }) => id);
  const close = () => setAsked(null);
  return (
    <>
      <Button size={size} {...intentOf(declareCode)} onClick={() => setAsked('declare')}>
        {t('declare')}
      </Button>
      <Button size={size} {...intentOf(addCode)} onClick={() => setAsked('add')}>
        {t('add')}
      </Button>
      {asked === 'declare' && (
        <Arriving code={declareCode}>
          <Declare from={{ ids, title, product }} onClose={close} />
        </Arriving>
      )}
      {asked === 'add' && (
        <Arriving code={addCode}>
          <Add ids={ids} productSlug={product.slug} onClose={close} onDone={onDone} />
        </Arriving>
      )}
    </>
  );
}

function Declare(props: ComponentProps<ReturnType<typeof declareCode.use>['DeclareDialog']>) {
  const { DeclareDialog } = declareCode.use();
  return <DeclareDialog {...props} />;
}

function Add(props: ComponentProps<ReturnType<typeof addCode.use>['AddDialog']>) {
  const { AddDialog } = addCode.use();
  return <AddDialog {...props} />;
}
