import type pg from 'pg';
import { z } from 'zod';
import type { Outlook } from '@/lib/imports/types';

/** Findings of each kind of change that a preview shows. */
const SHOWN = 50;

const OUTLOOK = `
  SELECT change, jsonb_agg(jsonb_build_object('id', CASE WHEN change <> 'new' THEN id END, 'title', title,
    'severity', severity, 'location', location, 'fields', fields) ORDER BY nth) AS findings
  FROM (
    SELECT s.change, f.id, f.title, f.severity, f.location,
      row_number() OVER (PARTITION BY s.change ORDER BY f.severity DESC, f.id) AS nth,
      ARRAY(SELECT jsonb_object_keys(e.changes) FROM finding_event e
        WHERE e.finding_id = f.id AND e.import_id = s.import_id ORDER BY 1) AS fields
    FROM import_set s CROSS JOIN LATERAL unnest(s.finding_ids) AS i(id) JOIN finding f ON f.id = i.id
    WHERE s.import_id = $1 AND s.change <> 'unchanged'
  ) q WHERE nth <= ${SHOWN} GROUP BY change`;

const rowsSchema = z.array(
  z.object({
    id: z.number().nullable(),
    title: z.string(),
    severity: z.number(),
    location: z.string(),
    fields: z.array(z.string()),
  }),
);
/** As it is kept with the import. */
export const outlookSchema = z.object({
  new: rowsSchema.optional(),
  updated: rowsSchema.optional(),
  fixed: rowsSchema.optional(),
  reopened: rowsSchema.optional(),
  joined: z.int().optional(),
});

/** What the import has changed, the worst of each kind, and how many it has joined, as its own transaction sees it. */
export async function readOutlook(client: pg.ClientBase, importId: string): Promise<Outlook> {
  const { rows } = await client.query<{ change: string; findings: unknown }>(OUTLOOK, [importId]);
  const found = await client.query<{ joined: number }>('SELECT count(*)::int AS joined FROM joined');
  const changes = Object.fromEntries(rows.map(({ change, findings }) => [change, findings]));
  return outlookSchema.parse({ ...changes, joined: found.rows[0]?.joined });
}
