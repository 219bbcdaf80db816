import { spawn } from 'node:child_process';
import { seconds } from './say.mjs';

/** @typedef {{ name: string, args: string[], env?: Record<string, string>, count?: (output: string) => Count }} Check */
/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const NONE = { passed: 0, failed: 0, skipped: 0 };

export function sum(counts) {
  const add = (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped });
  return counts.reduce(add, NONE);
}

/** What vitest's JSON report counts. */
export function vitestCount({ numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 }) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/** What Playwright's JSON report counts; a flaky test passed in the end. */
export function playwrightCount({ stats: { expected = 0, unexpected = 0, skipped = 0, flaky = 0 } }) {
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/** A check counts as one; a test run as its tests, and as one failure more when it broke without naming a test. */
export function judge(code, counted) {
  if (!counted) return code === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 };
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/**
 * Runs a program in the project's Node and prints one line: name, verdict, time; its output when it failed.
 * @param {{ root: string, name: string, args: string[], env?: Record<string, string>, count?: () => Count, tail?: number }} check
 */
export function runCheck({ root, name, args, env = {}, count, tail = 0 }) {
  const from = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('close', (code) => {
      const counted = count?.();
      const result = judge(code, counted ?? undefined);
      const verdict = result.failed === 0 ? 'ok' : 'FAILED';
      const time = seconds(performance.now() - from).padStart(8);
      console.log(`  ${name.padEnd(18)}${verdict.padEnd(10)}${counts(counted).padEnd(34)}${time}`);
      if (result.failed > 0) console.log(`${output.trim()}\n`);
      const summary = tail > 0 ? lastLines(output, tail) : '';
      resolve({ name, ...result, summary });
    });
  });
}

function counts(counted) {
  return counted ? `${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped` : '';
}

function lastLines(output, count) {
  return output.trim().split('\n').slice(-count).join('\n');
}

/** One lane: check after check, failed or not, so that one run tells everything. */
export async function inTurn(checks) {
  const done = [];
  for (const check of checks) done.push(await runCheck(check));
  return done;
}

/** Prints the runners' own summaries and the plain last line, and ends the process with the verdict. */
export function finish(done) {
  for (const { name, summary } of done) if (summary) console.log(`\n${name}:\n${summary}`);
  const { passed, failed, skipped } = sum(done);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed === 0 ? 0 : 1);
}
