'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

type Props = {
  readonly title?: ReactNode;
  /** What happened, what was kept and what to do. */
  readonly children?: ReactNode;
  /** Shown so that a person can quote it; logs carry the same. */
  readonly requestId?: string;
  readonly onRetry?: () => void;
};

export function ErrorState({ title, children, requestId, onRetry }: Props) {
  const t = useTranslations('errorState');
  return (
    <div role="alert" className="mx-auto flex max-w-lg flex-col items-center gap-2 px-4 py-12 text-center">
      <TriangleAlert aria-hidden className="size-7 text-missed" />
      <h2 className="font-semibold text-lg">{title ?? t('title')}</h2>
      <div className="text-muted">{children ?? t('detail')}</div>
      {requestId && (
        <p className="text-muted text-xs">
          {t('requestId')} <code className="font-mono text-text">{requestId}</code>
        </p>
      )}
      {onRetry && (
        <Button className="mt-2" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
