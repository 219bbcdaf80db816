/** What a case may take, in milliseconds at p95. */
const GOALS = { page: 50, counts: 100 } as const;
type Goal = keyof typeof GOALS;

const RUNS = 20;
/** What the first use of a connection and of a plan costs is not what a page costs. */
const WARM_UP = 2;

type Case = { readonly goal: Goal; readonly name: string; readonly times: readonly number[] };
const cases: Case[] = [];

/** The nearest rank of times that are sorted: the value that so many of a hundred do not exceed. */
export function percentile(sorted: readonly number[], of: number): number {
  return sorted[Math.max(0, Math.ceil((sorted.length * of) / 100) - 1)] ?? Number.NaN;
}

const ascending = (times: readonly number[]) => times.toSorted((a, b) => a - b);
const shown = (ms: number) => ms.toFixed(1).padStart(7);

/** Milliseconds of each run, in ascending order. */
export async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let run = -WARM_UP; run < RUNS; run++) {
    const began = performance.now();
    await work();
    if (run >= 0) times.push(performance.now() - began);
  }
  return ascending(times);
}

export function print(name: string, times: readonly number[], note = ''): void {
  const [half, most] = [percentile(times, 50), percentile(times, 95)];
  console.log(`${name.padEnd(60)} p50 ${shown(half)} ms  p95 ${shown(most)} ms  ${note}`.trimEnd());
}

/** Measures a case of a goal, prints it and keeps it for the summary. */
export async function measure(goal: Goal, name: string, work: () => Promise<unknown>): Promise<void> {
  const times = await timesOf(work);
  cases.push({ goal, name, times });
  print(name, times, percentile(times, 95) > GOALS[goal] ? `over ${GOALS[goal]} ms` : '');
}

function sayGoal(goal: Goal): void {
  const own = cases.filter((one) => one.goal === goal);
  const over = own.filter(({ times }) => percentile(times, 95) > GOALS[goal]);
  print(`every ${goal} case together`, ascending(own.flatMap(({ times }) => times)));
  console.log(`  ${own.length - over.length} of ${own.length} cases within ${GOALS[goal]} ms`);
  for (const { name, times } of over) print(`  over: ${name}`, times);
}

/** Which goals hold: all runs of all cases together, and the cases that alone do not. */
export function summary(): void {
  sayGoal('page');
  sayGoal('counts');
}
