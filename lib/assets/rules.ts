import { HOUR_MS } from '@/lib/core/datetime';

export type SourceState = 'fresh' | 'silent' | 'never' | 'retired';

type Heard = {
  readonly lastImportAt: Date | null;
  readonly expectEveryHours: number;
  readonly retiredAt: Date | null;
};

/** Whether a source reports as often as expected. Silent is never shown as good; of one that is gone nothing is expected. */
export function sourceState({ lastImportAt, expectEveryHours, retiredAt }: Heard, now: Date): SourceState {
  if (retiredAt) return 'retired';
  if (!lastImportAt) return 'never';
  if (expectEveryHours === 0) return 'fresh';
  return now.getTime() - lastImportAt.getTime() > expectEveryHours * HOUR_MS ? 'silent' : 'fresh';
}

/** Silent, or never heard of. */
export function owesReport(state: SourceState): boolean {
  return state === 'silent' || state === 'never';
}

/**
 * What has to happen before there is something to see, for one person. `ask`: their roles count nowhere. `make`: teams
 * and products. `give`: products stand, their engineers need them. `import`: send reports. `wait`: others do all that.
 */
export type FirstStep = 'ask' | 'make' | 'give' | 'import' | 'wait';

type Means = {
  /** Whether the person's roles count somewhere: everywhere, or in one product at least. */
  readonly reaches: boolean;
  readonly mayImport: boolean;
  readonly mayMake: boolean;
  readonly anyProduct: boolean;
};

export function firstStep({ reaches, mayImport, mayMake, anyProduct }: Means): FirstStep {
  if (!reaches) return 'ask';
  if (mayImport) return 'import';
  if (!mayMake) return 'wait';
  return anyProduct ? 'give' : 'make';
}

/** `Payment API (EU)` as part of an address: `payment-api-eu`; `x` where nothing remains. */
export function slugOf(name: string): string {
  const ascii = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  const slug = ascii.replaceAll(/[^a-z0-9]+/g, '-').slice(0, 60);
  return slug.replaceAll(/^-|-$/g, '') || 'x';
}

/** The first of `slug`, `slug-2`, `slug-3` … that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  let candidate = slug;
  for (let number = 2; taken.has(candidate); number++) candidate = `${slug}-${number}`;
  return candidate;
}
