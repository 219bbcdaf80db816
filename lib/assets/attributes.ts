/** 1: the organisation stops without it; 4: hardly anybody would notice. */
export const TIERS = [1, 2, 3, 4] as const;
/** From where a product can be reached, the widest first. */
export const EXPOSURES = ['internet', 'internal', 'isolated'] as const;
/** The most sensitive data that a product holds, the least sensitive first. */
export const DATA_CLASSES = ['public', 'internal', 'confidential', 'personal', 'strict'] as const;

export type Tier = (typeof TIERS)[number];
export type Exposure = (typeof EXPOSURES)[number];
export type DataClass = (typeof DATA_CLASSES)[number];

/** What a product is, as far as it weighs its findings. Null: nobody has said; never read as harmless. */
export type ProductAttributes = {
  readonly tier: Tier | null;
  readonly exposure: Exposure | null;
  readonly dataClass: DataClass | null;
};

export const UNKNOWN_ATTRIBUTES: ProductAttributes = { tier: null, exposure: null, dataClass: null };

/** The column of a tier is a number; anything else than the four counts as unknown. */
export function tierOf(value: number | null): Tier | null {
  return TIERS.find((tier) => tier === value) ?? null;
}
