import { z } from 'zod';
import type { Json } from '@/lib/core/json';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import { EVENT_CLASSES, type EventDraft } from '@/lib/events/types';
import { type Severity, severityFromWord } from '@/lib/findings/severity';

const word = z.union([z.string(), z.number().transform(String)]).default('');

const schema = z.object({
  time: z.union([z.string(), z.number().transform(String)]),
  id: word,
  class: z.enum(EVENT_CLASSES).default('host'),
  name: z.string().min(1),
  message: z.string().default(''),
  severity: z.union([z.string(), z.number().int().min(0).max(4)]).default('info'),
  outcome: z.enum(['success', 'failure', 'unknown']).default('unknown'),
  techniques: z.array(z.string()).default([]),
  action: word,
  actor: word,
  source_address: word,
  target_address: word,
  host: word,
  cluster: word,
  namespace: word,
  pod: word,
  container: word,
  image: word,
  process: word,
  file: word,
});

function severityOf(said: string | number): Severity {
  const rank = typeof said === 'number' ? ([0, 1, 2, 3, 4] as const)[said] : severityFromWord(said);
  if (rank === undefined || rank === null) throw new UnreadableRecord('not_this_shape');
  return rank;
}

function read(record: Json): EventDraft[] {
  const parsed = schema.safeParse(record);
  if (!parsed.success) throw new UnreadableRecord('not_this_shape');
  const { id, severity, source_address, target_address, ...said } = parsed.data;
  return [
    {
      ...said,
      key: id,
      severity: severityOf(severity),
      sourceAddress: source_address,
      targetAddress: target_address,
    },
  ];
}

/** Our own shape, for senders that speak none of the others (docs/events.md). */
export const generic: Shape = { id: 'generic', label: 'Lagebild', syntax: 'json', read };
