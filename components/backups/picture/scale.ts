/** Where instants stand in a picture of a period, in its own units from the left. */
export function scaleOf(from: string, to: string, width: number): (at: string) => number {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  return (at) => Math.min(width, Math.max(0, ((Date.parse(at) - begin) / Math.max(1, end - begin)) * width));
}

/** About `count` days of the period, evenly apart, to read it by. */
export function daysOf(from: string, to: string, count: number): string[] {
  const DAY_MS = 86_400_000;
  const [begin, end] = [Math.ceil(Date.parse(from) / DAY_MS), Math.floor(Date.parse(to) / DAY_MS)];
  const step = Math.max(1, Math.round((end - begin) / count));
  const days: string[] = [];
  for (let day = begin; day <= end; day += step) days.push(new Date(day * DAY_MS).toISOString());
  return days;
}
