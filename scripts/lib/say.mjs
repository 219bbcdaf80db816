/** A failure that its reader can mend: one line that says what, and what to do. */
export class Problem extends Error {
  constructor(what, remedy) {
    super(`${what} ${remedy}`);
    this.name = 'Problem';
  }
}

export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Runs one step of a longer way and prints its name, what `work` says of it, and its time. */
export async function step(name, work, print = console.log) {
  const from = performance.now();
  if (process.stdout.isTTY) process.stdout.write(`  ${name} …\r`);
  const said = await work();
  const note = typeof said === 'string' ? said : '';
  print(`  ${name.padEnd(21)}${note.padEnd(30)}${seconds(performance.now() - from).padStart(8)}`);
  return said;
}
