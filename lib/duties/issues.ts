/** Why something about a duty is refused (`issue`). */
export const DUTY_ISSUES = [
  'aware_required',
  'not_law_yet',
  'not_applicable',
  'not_open',
  'delay_reason_required',
  'before_start',
  'future',
  'order',
  'answered',
  'same',
] as const;
