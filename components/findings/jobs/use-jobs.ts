import { useQuery } from '@tanstack/react-query';
import { useHydrated } from '@/components/ui/use-hydrated';
import { bulkJobsQuery } from '@/lib/findings/queries';
import type { BulkJobView } from '@/lib/findings/types';

type Jobs = { readonly jobs: BulkJobView[] };

/**
 * One's own large changes. The top line asks for them on every page, and may have an answer before the rest of a page is
 * taken over: until then they are `first`, as the server made the page of them.
 */
export function useJobs(first?: Jobs) {
  const hydrated = useHydrated();
  const { data, error, isPending, refetch } = useQuery({ ...bulkJobsQuery(), initialData: first });
  return { data: hydrated ? data : first, error, isPending, refetch };
}
