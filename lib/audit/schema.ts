import { z } from 'zod';

const text = z.string().trim().max(200).optional();

/** Filters of the trail's page and export. Days are UTC, both included. */
export const auditFilterSchema = z.object({
  person: text,
  action: text,
  target: text,
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
});

export type AuditFilter = z.infer<typeof auditFilterSchema>;

const cursorSchema = z.object({ at: z.coerce.date(), id: z.coerce.number().int() });

export type AuditCursor = z.infer<typeof cursorSchema>;

/** `<milliseconds>.<id>`: the last row of the page before. */
export function readCursor(value: string | null | undefined): AuditCursor | null {
  const [, at, id] = /^(\d{1,15})\.(\d{1,10})$/.exec(value ?? '') ?? [];
  const parsed = cursorSchema.safeParse({ at: Number(at), id });
  return parsed.success ? parsed.data : null;
}

export function writeCursor(row: { readonly at: Date; readonly id: number }): string {
  return `${row.at.getTime()}.${row.id}`;
}

/** The trail's address with this filter, after this cursor. */
export function auditAddress(filter: AuditFilter, before?: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, before })) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `/audit?${text}` : '/audit';
}
