import { parseTime } from '@/lib/events/time';
import type { ExecRequest, Seen } from '@/lib/timeline/trace/types';

/** Clocks of API server and node may differ by so much, and a container takes its time. */
const NEAR_NS = 5_000_000_000n;

/** What starts a process for an exec (design of Falco's own rules); empty: the sensor does not know. */
const RUNTIMES = /^(?:runc|crun|containerd-shim\S*|conmon|dockerd?|docker-containe\S*)?$/;

export const nanosIn = (time: string): bigint => parseTime(time) ?? 0n;
const apart = (a: string, b: string) => {
  const by = nanosIn(a) - nanosIn(b);
  return by < 0n ? -by : by;
};

/** `/bin/sh -c id` and `sh -c id` are one command: a sensor names the program, an exec the path. */
export function spelled(command: string): string {
  const [program = '', ...rest] = command.trim().split(/\s+/);
  return [program.slice(program.lastIndexOf('/') + 1), ...rest].join(' ');
}

export const sameProcess = (a: Seen, b: Seen) =>
  a.pid !== null && b.pid !== null
    ? a.pid === b.pid
    : a.command === b.command && a.parentName === b.parentName && a.containers[0] === b.containers[0];

/** Processes that an exec may have started: the first sight of each. */
export function startsNear(exec: ExecRequest, seen: readonly Seen[]): readonly Seen[] {
  const near = seen.filter(
    (one) =>
      one.namespace === exec.namespace &&
      one.pod === exec.pod &&
      one.command !== '' &&
      RUNTIMES.test(one.parentName) &&
      apart(one.time, exec.time) <= NEAR_NS,
  );
  return near.filter((one, index) => !near.slice(0, index).some((earlier) => sameProcess(earlier, one)));
}

/** Old runtimes name it `k8s_<container>_<pod>_…`. */
const isIn = (start: Seen, container: string) =>
  start.containers.some((name) => name === container || name.startsWith(`k8s_${container}_`));

/** The same command in the container that was asked for. */
export const isExact = (exec: ExecRequest, start: Seen) =>
  exec.container !== '' && isIn(start, exec.container) && spelled(exec.command) === spelled(start.command);

/** Execs that may have started a process: those with its very command and container, else all near it in its pod. */
export function execsOf(start: Seen, execs: readonly ExecRequest[]): readonly ExecRequest[] {
  const near = execs.filter(
    (exec) =>
      exec.allowed &&
      exec.namespace === start.namespace &&
      exec.pod === start.pod &&
      apart(start.time, exec.time) <= NEAR_NS,
  );
  const exact = near.filter((exec) => isExact(exec, start));
  return exact.length > 0 ? exact : near;
}
