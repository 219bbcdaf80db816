import type { Say } from '@/components/incidents/room/words/types';

const REGIMES = ['gdpr_33_1', 'gdpr_33_2', 'gdpr_34', 'nis2_23', 'bsig_32'] as const;
const STAGES = [
  'decision',
  'early_warning',
  'notification',
  'communication',
  'intermediate',
  'final',
  'progress',
  'final_after_progress',
] as const;

/**
 * What the law asks for, by the law and its stage: of `duty:nis2-23:final`, `nis2-23:final` or `nis2-23`. Itself where it is
 * not known here: another version wrote it.
 */
export function dutyName({ t }: Pick<Say, 't'>, value: string | number | boolean | null | undefined): string {
  const [id = '', stage = ''] = String(value ?? '')
    .replace(/^duty:/, '')
    .split(':');
  const known = REGIMES.find((one) => one === id.replaceAll('-', '_'));
  const law = known ? t(`names.regimes.${known}`) : id;
  if (stage === '') return law;
  const what = STAGES.find((one) => one === stage);
  return t('names.clocks.duty', { regime: law, stage: what ? t(`names.stages.${what}`) : stage });
}
