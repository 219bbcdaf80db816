import type { Ctx, TokenActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { receiveEvents } from '@/lib/events/incoming';

/** Of samples/organisation.json. */
const PRODUCT = 'Web shop';
const SENDER = 'Sample cluster';

type Sample = {
  readonly minutesAgo: number;
  readonly rule: string;
  readonly priority: string;
  readonly output: string;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, string | number | null>>;
};

const WEB = { 'k8s.ns.name': 'shop', 'k8s.pod.name': 'web-7d9f', 'container.name': 'web' };

/** What a cluster might have seen on a bad morning: somebody in a container, and what came of it. */
const SEEN: readonly Sample[] = [
  {
    minutesAgo: 58,
    rule: 'Terminal shell in container',
    priority: 'Notice',
    output: 'Sample: a shell was spawned in a container with an attached terminal',
    tags: ['T1059', 'mitre_execution'],
    fields: { ...WEB, 'user.name': 'root', 'proc.name': 'bash', 'proc.cmdline': 'bash -i' },
  },
  {
    minutesAgo: 55,
    rule: 'Terminal shell in container',
    priority: 'Notice',
    output: 'Sample: a shell was spawned in a container with an attached terminal',
    tags: ['T1059', 'mitre_execution'],
    fields: { ...WEB, 'user.name': 'root', 'proc.name': 'sh', 'proc.cmdline': 'sh -c id' },
  },
  {
    minutesAgo: 54,
    rule: 'Read sensitive file untrusted',
    priority: 'Warning',
    output: 'Sample: /etc/shadow was opened for reading by a program that is not trusted',
    tags: ['T1555', 'mitre_credential_access'],
    fields: { ...WEB, 'user.name': 'root', 'proc.name': 'cat', 'fd.name': '/etc/shadow' },
  },
  {
    minutesAgo: 51,
    rule: 'Drop and execute new binary in container',
    priority: 'Critical',
    output: 'Sample: a binary that is not part of the image was executed',
    tags: ['T1204', 'mitre_persistence'],
    fields: { ...WEB, 'user.name': 'root', 'proc.name': 'kworkerds', 'proc.cmdline': './kworkerds -o pool' },
  },
  {
    minutesAgo: 20,
    rule: 'Contact K8S API Server From Container',
    priority: 'Notice',
    output: 'Sample: an unexpected connection to the API server',
    tags: ['T1565', 'mitre_discovery'],
    fields: { 'k8s.ns.name': 'shop', 'k8s.pod.name': 'worker-55c8', 'fd.name': '10.1.2.3:43812->10.96.0.1:443' },
  },
];

function recordOf({ minutesAgo, rule, priority, output, tags, fields }: Sample, now: Date, index: number): string {
  const time = new Date(now.getTime() - minutesAgo * 60_000).toISOString().replace('Z', '000000Z');
  const uuid = `sample-${index}`;
  return JSON.stringify({ uuid, rule, priority, output, tags, time, source: 'syscall', output_fields: fields });
}

/** Events through the front door, from a sender that is called a sample: the worker raises what they are worth. */
export async function loadEvents(ctx: Ctx): Promise<void> {
  if ((await unsafeDb().eventSender.count()) > 0) return;
  const product = await unsafeDb().product.findFirst({ where: { name: PRODUCT }, select: { id: true } });
  if (!product) return;
  const actor: TokenActor = {
    kind: 'token',
    id: 'sample',
    name: SENDER,
    productId: product.id,
    scopes: ['event:ingest'],
  };
  const body = SEEN.map((sample, index) => recordOf(sample, ctx.now, index)).join('\n');
  const request = new Request('http://localhost/api/v1/events/falco', { method: 'POST', body });
  await receiveEvents({ ...ctx, actor }, request, 'falco');
}
