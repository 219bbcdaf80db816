import { setTimeout as pause } from 'node:timers/promises';
import { disconnect } from '@/lib/core/db';
import { loadRules } from '@/lib/detection/load';
import { lookAtEvents } from '@/lib/detection/mutations/look';

/** What the worker does with events (lib/detection/jobs.ts), in a process of its own, until its parent lets it go. */
const LOOK_MS = 500;

let over = false;
process.once('disconnect', () => {
  over = true;
});
while (!over) {
  while ((await lookAtEvents(loadRules(), new Date())) > 0);
  await pause(LOOK_MS);
}
await disconnect();
