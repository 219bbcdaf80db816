import { followIncidents } from '@/lib/duties/mutations/settle';
import { tickEscalations } from '@/lib/escalation/mutations/tick';
import { tickClocks } from '@/lib/incidents/mutations/tick';

/** One pass of the worker over incidents at a moment, in a process that a test kills. */
const [moment = '', pass = ''] = process.argv.slice(2);
const ctx = {
  actor: { kind: 'system', id: null, name: 'worker' },
  now: new Date(moment),
  requestId: 'killed',
} as const;
const PASSES = { clocks: tickClocks, escalation: tickEscalations, duties: followIncidents } as const;
for (const [name, run] of Object.entries(PASSES)) if (name === pass) await run(ctx);
process.exit(0);
