import { execsOf, isExact, nanosIn, startsNear } from '@/lib/timeline/trace/starts';
import { grow } from '@/lib/timeline/trace/tree';
import type { Confidence, ExecRequest, Seen, Trace } from '@/lib/timeline/trace/types';

const byTime = (a: { readonly time: string }, b: { readonly time: string }) => {
  const [one, two] = [nanosIn(a.time), nanosIn(b.time)];
  return one < two ? -1 : Number(one > two);
};

/** An exec is recorded when it begins and when it ends: the first record of each stands for it. */
function onceEach(execs: readonly ExecRequest[]): readonly ExecRequest[] {
  const sorted = execs.toSorted(byTime);
  return sorted.filter(
    ({ auditId }, index) => auditId === '' || !sorted.slice(0, index).some((earlier) => earlier.auditId === auditId),
  );
}

/**
 * Follows an exec to the process that it started and to what that did. Time and pod tie an exec to a process, nothing exact
 * does (falcosecurity/falco#2895): so the confidence is part of the answer, and where it is ambiguous every candidate is.
 * @param asked one of `execs`: those of the same pod around it compete for the process
 * @param seen what a sensor saw in the pod, from five seconds before the exec on
 */
export function traceExec(asked: ExecRequest, execs: readonly ExecRequest[], seen: readonly Seen[]): Trace {
  const known = onceEach(execs.some(({ ref }) => ref === asked.ref) ? execs : [asked, ...execs]);
  // The record of its end is asked for: the one of its beginning tells when.
  const exec =
    known.find(({ ref, auditId }) => ref === asked.ref || (auditId !== '' && auditId === asked.auditId)) ?? asked;
  const inPod = seen.filter(({ namespace, pod }) => namespace === exec.namespace && pod === exec.pod).toSorted(byTime);
  const nothing = { exec, candidates: [], processes: [], loose: [] };
  if (!exec.allowed) return { ...nothing, confidence: 'refused' };
  const near = startsNear(exec, inPod);
  const own = near.filter((start) => execsOf(start, known).includes(exec));
  const exact = own.filter((start) => isExact(exec, start));
  const starts = exact.length > 0 ? exact : own;
  const rivals = known.filter((one) => one !== exec && starts.some((start) => execsOf(start, known).includes(one)));
  if (starts.length === 0) return { ...nothing, confidence: 'none', loose: after(exec, inPod) };
  const isSure = starts.length === 1 && rivals.length === 0;
  const confidence: Confidence = isSure ? (exact.length > 0 ? 'exact' : 'pod') : 'ambiguous';
  return { exec, confidence, candidates: isSure ? [] : [exec, ...rivals].toSorted(byTime), ...grow(starts, inPod) };
}

const after = (exec: ExecRequest, seen: readonly Seen[]) =>
  seen.filter((one) => nanosIn(one.time) >= nanosIn(exec.time));
