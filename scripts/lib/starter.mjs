import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { commandOf } from './postgres-files.mjs';

/** The parent of a process; 0 when it is gone. */
export function parentOf(pid) {
  try {
    // After the name in parentheses, which may hold blanks: state, then the parent.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return parentByPs(pid);
  }
}

function parentByPs(pid) {
  try {
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return 0;
  }
}

/**
 * Calls `gone` when npm ended without a signal to us (killed hard). npm runs scripts directly or through a shell, which
 * outlives it.
 */
export function watchStarter(gone, everyMs = 2_000) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const throughShell = /^\S*sh -c /.test(commandOf(parent));
  const npm = throughShell ? parentOf(parent) : parent;
  const timer = setInterval(() => {
    const now = throughShell ? parentOf(process.ppid) : process.ppid;
    if (process.ppid === parent && now === npm) return;
    clearInterval(timer);
    gone();
  }, everyMs);
  timer.unref();
}
