import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, SERVERS, startLab } from '@/e2e/lab/lab';
import { knownOf } from '@/e2e/lab/pki/pki';
import { gradeOf, scanServer, together, weighing } from '@/e2e/lab/scan';
import { factsSchema, type ScanFacts } from '@/lib/tls/facts';

const AT_A_TIME = 6;

describe('scan and grade of every server of the laboratory', () => {
  let lab: Lab;
  const scanned = new Map<string, ScanFacts>();

  beforeAll(async () => {
    lab = await startLab();
    if (!lab.pki) return;
    const known = knownOf(lab.pki);
    await together(AT_A_TIME, lab.servers, async (server) => {
      scanned.set(server.id, await scanServer(server, known));
    });
  });
  afterAll(() => lab.stop());

  it.for(SERVERS)('$id: $expected.letter, $expected.because ($about)', ({ id, expected }, { skip }) => {
    const why = lab.notRun.find((server) => server.id === id)?.why;
    if (why !== undefined) return skip(`not run, the server did not start: ${why}`);
    const facts = factsSchema.parse(scanned.get(id));
    const grade = gradeOf(facts);
    expect({ letter: grade.letter, rules: weighing(grade).toSorted() }).toEqual({
      letter: expected.letter,
      rules: [...expected.rules].toSorted(),
    });
  });
});
