/** The scales of globals.css that a badge, a bar or a dot can take. */
const TONES = [
  'neutral',
  'accent',
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'met',
  'missed',
  'partly',
  'unknown',
] as const;
export type Tone = (typeof TONES)[number];

/** Ink on soft ground: contrast of each pair is tested (tokens.test.ts). */
export const TONE_CLASS: Readonly<Record<Tone, string>> = {
  neutral: 'bg-hover text-text',
  accent: 'bg-accent-soft text-text',
  critical: 'bg-critical-soft text-critical-ink',
  high: 'bg-high-soft text-high-ink',
  medium: 'bg-medium-soft text-medium-ink',
  low: 'bg-low-soft text-low-ink',
  info: 'bg-info-soft text-info-ink',
  met: 'bg-met-soft text-met-ink',
  missed: 'bg-missed-soft text-missed-ink',
  partly: 'bg-partly-soft text-partly-ink',
  unknown: 'bg-unknown-soft text-unknown-ink',
};
