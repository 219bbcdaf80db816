'use client';

import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, Suspense } from 'react';
import type { FindingPanel } from '@/components/findings/detail/finding-panel';
import { lazyOnIntent } from '@/components/ui/lazy-on-intent';
import { SkeletonRows } from '@/components/ui/skeleton';
import { findingQuery } from '@/lib/findings/queries';

export const panelCode = lazyOnIntent(() => import('@/components/findings/detail/finding-panel'));

type Props = ComponentProps<typeof FindingPanel>;

/** `FindingPanel` for a page that shows it on demand: the code and the finding come side by side. */
export function PanelBeside(props: Props) {
  return (
    <Suspense fallback={<Coming id={props.id} />}>
      <Lazy {...props} />
    </Suspense>
  );
}

function Lazy(props: Props) {
  const { FindingPanel: Panel } = panelCode.use();
  return <Panel {...props} />;
}

function Coming({ id }: { readonly id: number }) {
  useQuery(findingQuery(id));
  return (
    <div aria-busy="true" className="min-w-0 max-lg:w-full lg:w-[min(46%,42rem)] lg:shrink-0">
      <SkeletonRows />
    </div>
  );
}
