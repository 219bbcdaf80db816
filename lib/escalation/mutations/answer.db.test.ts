import { describe, expect, it } from 'vitest';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { unsafeDb } from '@/lib/core/db';
import { withDatabase } from '@/lib/core/testing/database';
import { openLink } from '@/lib/escalation/answer';
import { answerByLink } from '@/lib/escalation/mutations/answer';
import { burning, responder, runsOf, tick, told } from '@/lib/escalation/testing/escalations';
import { makeToken } from '@/lib/escalation/token';
import { closeIncident, reopenIncident } from '@/lib/incidents/mutations/close';
import { at, entriesOf, stored } from '@/lib/incidents/testing/incidents';

withDatabase();

async function called() {
  const burns = await burning();
  await tick(0);
  const [run] = await runsOf(burns.incident.id);
  if (!run) throw new Error('nothing runs');
  const tokenOf = (personId: string) => makeToken({ runId: run.id, personId }, at(0));
  return { ...burns, run, tokenOf };
}
const request = (minutes: number) => ({ now: at(minutes), requestId: 'tap', address: null });

describe('a link', () => {
  it('takes the incident as the person whom it names, and says by which way', async () => {
    const { incident, rita, tokenOf } = await called();
    expect(await openLink(tokenOf(rita.id), at(1))).toMatchObject({ actor: { id: rita.id } });
    expect((await stored(incident.id)).acknowledgedAt).toBeNull();
    expect(await answerByLink(tokenOf(rita.id), request(2))).toBe(true);
    expect(await stored(incident.id)).toMatchObject({ acknowledgedAt: at(2) });
    const lines = await entriesOf(incident.id);
    expect(lines.find(({ kind }) => kind === 'acknowledged')).toMatchObject({ actorId: rita.id, actorName: 'Rita' });
    expect((await told(incident.id)).at(-1)).toMatchObject({ verb: 'answered', way: 'link', person: 'Rita' });
    const audit = await unsafeDb().auditEntry.findFirst({
      where: { targetId: incident.id, action: 'incident.acknowledged' },
    });
    expect(audit?.sessionId).toMatch(/^link:/);
  });

  it('of two who press at once one has it; a second tap changes nothing', async () => {
    const { productId, rita, tokenOf } = await called();
    const ben = await responder(productId, 'Ben');
    const both = await Promise.all([rita, ben].map(({ id }) => answerByLink(tokenOf(id), request(1))));
    expect(both.toSorted()).toEqual([false, true]);
    expect(await answerByLink(tokenOf(rita.id), request(2))).toBe(false);
  });

  it('is nothing for who was disabled, may only read, is of another team, or once a day is over', async () => {
    const { rita, tokenOf, productId } = await called();
    const other = await called();
    const refused = { code: 'not_found' };
    await expect(answerByLink(tokenOf(other.rita.id), request(1))).rejects.toMatchObject(refused);
    await unsafeDb().userSession.updateMany({ where: { personId: rita.id }, data: { roles: ['Auditor'] } });
    await expect(answerByLink(tokenOf(rita.id), request(1))).rejects.toMatchObject(refused);
    const ben = await responder(productId, 'Ben');
    await expect(answerByLink(tokenOf(ben.id), request(24 * 60))).rejects.toMatchObject(refused);
    await unsafeDb().person.update({ where: { id: ben.id }, data: { disabledAt: at(0) } });
    await expect(answerByLink(tokenOf(ben.id), request(1))).rejects.toMatchObject(refused);
  });

  it('is over with the incident, and stays so when that is opened again', async () => {
    const { incident, rita, tokenOf, as } = await called();
    await satisfiedFor(rita, 'incident:close-p1', incident.id);
    const { version } = await stored(incident.id);
    const end = { id: incident.id, version, outcome: 'benign', reason: 'x', into: null } as const;
    await closeIncident(as(1), end, async () => undefined);
    await tick(1);
    expect(await openLink(tokenOf(rita.id), at(2))).toBeNull();
    await reopenIncident(as(3), { id: incident.id, version: version + 1, to: 'analysis', reason: 'again' });
    expect(await openLink(tokenOf(rita.id), at(4))).toBeNull();
  });

  it('is asked for ten times a minute at most', async () => {
    const { rita, tokenOf } = await called();
    const tries = Array.from({ length: 12 }, () =>
      answerByLink(tokenOf(rita.id), request(3)).catch(({ code }) => code),
    );
    const results = await Promise.all(tries);
    expect(results.filter((one) => one === 'rate_limited').length).toBeGreaterThanOrEqual(2);
    expect(results.filter((one) => one === true)).toHaveLength(1);
  });
});
