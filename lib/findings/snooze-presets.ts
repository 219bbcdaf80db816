/** How long a snooze lasts, by one key each; `escalation`: no date of its own. */
export const SNOOZE_PRESETS = ['tomorrow', 'week', 'month', 'quarter', 'escalation'] as const;
export type SnoozePreset = (typeof SNOOZE_PRESETS)[number];

/** The hour of the person's day at which what sleeps until a day wakes. */
export const WAKE_HOUR = 8;

/** The EPSS probability above which a finding is taken to escalate, unless somebody says another. */
export const WAKE_EPSS = 0.5;

function morning(now: Date, days: number, months = 0): Date {
  return new Date(now.getFullYear(), now.getMonth() + months, now.getDate() + days, WAKE_HOUR);
}

/** The morning that a preset means, in the time zone of the runtime; null: until it escalates. */
export function presetMoment(preset: SnoozePreset, now: Date): Date | null {
  switch (preset) {
    case 'tomorrow':
      return morning(now, 1);
    case 'week':
      // Monday of next week.
      return morning(now, 7 - ((now.getDay() + 6) % 7));
    case 'month':
      return morning(now, 0, 1);
    case 'quarter':
      return morning(now, 0, 3);
    case 'escalation':
      return null;
  }
}

/** The morning of a day that was typed as `YYYY-MM-DD`; null where there is no such day. */
export function morningOf(day: string): Date | null {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return null;
  const at = new Date(year, month - 1, date, WAKE_HOUR);
  return at.getMonth() === month - 1 && at.getDate() === date ? at : null;
}
