import { deliver } from '@/lib/escalation/mutations/deliver';
import { tickEscalations } from '@/lib/escalation/mutations/tick';
import { loopback } from '@/lib/escalation/testing/servers';

/** What the worker does at a moment, in a process that a test kills. */
const now = new Date(process.argv[2] ?? '');
const actor = { kind: 'system', id: null, name: 'worker' } as const;
await tickEscalations({ actor, now, requestId: 'killed' });
await deliver({ actor, now, requestId: 'killed' }, loopback({ timeoutMs: 60_000 }));
