import { describe, expect, it } from 'vitest';
import { firstText, type Json, jsonOf, object, objects, text } from '@/lib/core/json';
import { entra } from '@/lib/events/shapes/entra';
import { corpusAt, draft, drafts } from '@/lib/events/testing/read';
import { parseTime } from '@/lib/events/time';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);

/** Log records of published detection cases: sign-ins, audit and PIM as diagnostic settings write them. */
const cases = corpus.isThere ? objects(jsonOf(corpus.text('panther/azure_signin.json'))) : [];

function outcomeSaid(log: Json): string {
  const code = text(log, 'properties', 'status', 'errorCode') || firstText(log, 'resultType', 'resulttype');
  if (code === '') return 'unknown';
  return code === '0' || code === 'Success' ? 'success' : 'failure';
}

describe.skipIf(!corpus.isThere)('published samples', () => {
  it('a sign-in', () => {
    expect(draft(entra, corpus.text('entra/signIn_graph.json'))).toMatchObject({
      class: 'identity',
      time: '2020-03-13T19:15:41.6195833Z',
      outcome: 'success',
      actor: 'testaccount1@contoso.com',
      sourceAddress: '131.107.159.37',
    });
  });

  it('a directory audit record', () => {
    expect(draft(entra, corpus.text('entra/directoryAudit_graph.json'))).toMatchObject({
      class: 'audit',
      time: '2018-01-09T21:20:02.7215374Z',
      outcome: 'success',
      name: 'Add member to group',
      actor: 'bob@wingtiptoysonline.com',
      sourceAddress: '127.0.0.1',
      message: expect.stringContaining('Action Client Name: DirectorySync'),
    });
  });

  it('a request to PIM', () => {
    const request = corpus.text('entra/pim_roleAssignmentScheduleRequest_selfActivate.json');
    expect(draft(entra, request)).toMatchObject({ outcome: 'success', action: 'selfActivate', class: 'audit' });
  });

  it('rows of Log Analytics, even where a query wrote something else into `Type`', () => {
    const rows = drafts(entra, corpus.text('log-analytics/AADAuditEvents.jsonl'));
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      expect(row).toMatchObject({ class: 'audit', actor: 'pgustavo@simulandlabs.com', outcome: 'success' });
      expect(parseTime(row.time)).not.toBeNull();
    }
    expect(rows.map(({ message }) => message).join('\n')).toContain(
      'DelegatedPermissionGrant.Scope: User.Read Mail.ReadWrite',
    );
  });

  it.each(cases.map((one) => [`${text(one, 'rule')}: ${text(one, 'test')}`, one] as const))('%s', (_, one) => {
    const log = object(one, 'log') ?? {};
    const read = draft(entra, JSON.stringify(log));
    const isSignIn = /signinlogs$/i.test(text(log, 'category'));
    expect(read.class).toBe(isSignIn ? 'identity' : 'audit');
    expect(read.name).toBe(
      isSignIn
        ? 'Sign-in activity'
        : firstText(object(log, 'properties'), 'activityDisplayName') || text(log, 'operationName'),
    );
    expect(parseTime(read.time)).not.toBeNull();
    if (isSignIn) expect(read.outcome).toBe(outcomeSaid(log));
    expect(read.actor).not.toBe('');
  });
});
