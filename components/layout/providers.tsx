'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { ToastProvider } from '@/components/ui/toast';

const STALE_MS = 15_000;

function newQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { staleTime: STALE_MS, retry: 1 } } });
}

export function Providers({ nonce, children }: { readonly nonce: string; readonly children: ReactNode }) {
  const [client] = useState(newQueryClient);
  return (
    <CSPProvider nonce={nonce}>
      <NuqsAdapter>
        <QueryClientProvider client={client}>
          <ToastProvider>{children}</ToastProvider>
        </QueryClientProvider>
      </NuqsAdapter>
    </CSPProvider>
  );
}
