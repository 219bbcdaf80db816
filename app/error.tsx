'use client';

import { ErrorState } from '@/components/ui/error-state';

type Props = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return (
    <main>
      <ErrorState requestId={error.digest} onRetry={retry} />
    </main>
  );
}
