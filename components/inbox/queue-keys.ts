import type { Shortcut } from '@/components/command-menu/registry';
import type { Queue } from '@/lib/inbox/queues';

/** A digit for each queue, in the order of their tabs. */
export function queueKeys(queues: readonly Queue[], onQueue: (queue: Queue) => void): Shortcut[] {
  return queues.map((queue, index) => ({
    id: `inbox.${queue}`,
    keys: [String(index + 1)],
    labelKey: `inbox.queues.${queue}` as const,
    section: 'list' as const,
    run: () => onQueue(queue),
  }));
}
