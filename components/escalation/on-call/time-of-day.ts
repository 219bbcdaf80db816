/** Minutes since midnight as a `time` field holds them. */
export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** NaN where it is no time: schemas refuse that. */
export function minutesOf(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour || Number.NaN) * 60 + Number(minute || Number.NaN);
}
