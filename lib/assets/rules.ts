import { HOUR_MS } from '@/lib/core/datetime';

export type SourceState = 'fresh' | 'silent' | 'never';

type Heard = { readonly lastImportAt: Date | null; readonly expectEveryHours: number };

/** Whether a source reports as often as expected. Silent is never shown as good. */
export function sourceState({ lastImportAt, expectEveryHours }: Heard, now: Date): SourceState {
  if (!lastImportAt) return 'never';
  return now.getTime() - lastImportAt.getTime() > expectEveryHours * HOUR_MS ? 'silent' : 'fresh';
}
