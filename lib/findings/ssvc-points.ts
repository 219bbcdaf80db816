/** The questions of the SSVC tree, in its order. */
export const SSVC_POINTS = ['exploitation', 'automatable', 'technical_impact', 'mission'] as const;
export type SsvcPoint = (typeof SSVC_POINTS)[number];

/** The possible answers; the tree's data file must have the same (ssvc-tree.ts checks it). */
export const SSVC_ANSWERS: Readonly<Record<SsvcPoint, readonly string[]>> = {
  exploitation: ['none', 'poc', 'active'],
  automatable: ['no', 'yes'],
  technical_impact: ['partial', 'total'],
  mission: ['low', 'medium', 'high'],
};
