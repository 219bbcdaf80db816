import type { PersonCtx } from '@/lib/access/guard';
import { appendAudit } from '@/lib/core/audit';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { PreferencesInput } from '@/lib/preferences/schema';

/** Keeps a person's own language, time zone and shortcuts for their next browser. Needs no right but the session. */
export async function savePreferences(ctx: PersonCtx, input: PreferencesInput): Promise<void> {
  const { locale, timeZone, shortcuts } = input;
  const changes = Object.entries({ locale, timeZone, shortcuts }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  if (changes.length === 0) return;
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.person.updateMany({
      where: { id: ctx.actor.id, disabledAt: null },
      data: { locale, timeZone, shortcuts },
    });
    if (count !== 1) throw new DomainError('not_found');
    await appendAudit(tx, ctx, {
      action: 'person.preferences-changed',
      target: { kind: 'person', id: ctx.actor.id },
      data: Object.fromEntries(changes),
    });
  });
}
