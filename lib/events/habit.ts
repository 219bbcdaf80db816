/** A sender is known for a day before it has a habit: so many times its longest wait of two weeks, never less than ten minutes. */
export const HABIT = { learntAfterDays: 1, learntFromDays: 14, patience: 1.5, soonestSeconds: 600 } as const;
