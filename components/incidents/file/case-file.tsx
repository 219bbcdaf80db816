'use client';

import { Tasks } from '@/components/incidents/file/tasks';

/** All that is kept of a case, part by part. */
export function CaseFile({ number }: { readonly number: number }) {
  return <Tasks number={number} />;
}
