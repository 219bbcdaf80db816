import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { PersonCtx } from '@/lib/access/guard';
import { unsafeDb } from '@/lib/core/db';
import { person } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { storedPreferences } from '@/lib/preferences/data';
import { savePreferences } from '@/lib/preferences/mutations';

withDatabase();

async function someone(disabledAt: Date | null = null): Promise<PersonCtx> {
  const { id } = await unsafeDb().person.create({
    data: { tenantId: randomUUID(), objectId: randomUUID(), name: 'Test', disabledAt },
  });
  return { actor: person('Auditor', 'everywhere', { id }), now: new Date('2026-11-22T12:00:00Z'), requestId: 'test' };
}

const audited = (id: string) => unsafeDb().auditEntry.count({ where: { targetId: id } });

it('saves what was chosen for oneself only, with an audit row', async () => {
  const [me, other] = [await someone(), await someone()];
  await savePreferences(me, { locale: 'nl', shortcuts: false });
  await savePreferences(me, { timeZone: 'Europe/Rome', theme: 'dark' });
  expect(await storedPreferences(me.actor)).toEqual({ locale: 'nl', timeZone: 'Europe/Rome', shortcuts: false });
  expect(await storedPreferences(other.actor)).toEqual({ locale: undefined, timeZone: undefined, shortcuts: true });
  expect([await audited(me.actor.id), await audited(other.actor.id)]).toEqual([2, 0]);
});

it('writes nothing for the looks of one browser', async () => {
  const me = await someone();
  await savePreferences(me, { theme: 'dark', density: 'compact' });
  expect(await audited(me.actor.id)).toBe(0);
});

it('refuses a person who was disabled in between, and leaves no trace', async () => {
  const gone = await someone(new Date('2026-11-22T11:59:59Z'));
  await expect(savePreferences(gone, { locale: 'it' })).rejects.toMatchObject({ code: 'not_found' });
  expect(await audited(gone.actor.id)).toBe(0);
});
