import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { certificatesOf, type Lab, startLab } from '@/e2e/lab/lab';
import { knownOf } from '@/e2e/lab/pki/pki';
import { gradeOf, scanServer, together, weighing } from '@/e2e/lab/scan';
import { testssl, testsslVersion } from '@/e2e/lab/testssl';
import type { RunningServer } from '@/e2e/lab/types';

/**
 * `npm run tls:grading`: scans the laboratory and writes docs/tls-grading.md. testssl.sh takes minutes a server, so its grades
 * come from the last run that was asked for with `--with-testssl`, which writes them beside this file.
 */
const RECORDED = 'e2e/lab/testssl-grades.json';
const DOCUMENT = 'docs/tls-grading.md';
const AT_A_TIME = 8;

const recordedSchema = z.object({ program: z.string(), date: z.string(), grades: z.record(z.string(), z.string()) });
type Recorded = z.infer<typeof recordedSchema>;

async function record(lab: Lab): Promise<void> {
  const program = await testsslVersion();
  if (program === null) throw new Error('There is no testssl.sh: install it, or name one in LAGEBILD_TESTSSL.');
  const root = join(certificatesOf(lab).folder, 'root.pem');
  const found = await together(3, lab.servers, async (server) => {
    const { grade, seconds } = await testssl(server, root);
    console.log(`  ${server.id}  ${grade ?? 'no grade'}  ${seconds.toFixed(0)} s`);
    return [server.id, grade] as const;
  });
  const grades = Object.fromEntries(found.flatMap(([id, grade]) => (grade === null ? [] : [[id, grade]])));
  if (Object.keys(grades).length === 0)
    throw new Error(`${program} gives no grades: name version 3.2 or later in LAGEBILD_TESTSSL.`);
  const recorded: Recorded = { program, date: new Date().toISOString().slice(0, 10), grades };
  writeFileSync(RECORDED, `${JSON.stringify(recorded, null, 2)}\n`);
}

type Row = { readonly server: RunningServer; readonly ours: string; readonly rules: readonly string[] };

async function rowsOf(lab: Lab): Promise<Row[]> {
  const known = knownOf(certificatesOf(lab));
  return together(AT_A_TIME, lab.servers, async (server) => {
    const grade = gradeOf(await scanServer(server, known));
    return { server, ours: grade.letter ?? '–', rules: weighing(grade) };
  });
}

/** Services that begin in the clear are outside of the guide. */
function guideOf({ starttls, expected }: RunningServer): string {
  return starttls ? '–' : (expected.letter ?? '–');
}

function line({ server, ours, rules }: Row, recorded: Recorded): string {
  const { id, about, expected, stack } = server;
  const wanted = guideOf(server);
  const theirs = recorded.grades[id] ?? '';
  const differs = (grade: string) => ([wanted, ''].includes(grade) || wanted === '–' ? grade : `**${grade}**`);
  const sure = expected.sure ? ` (${expected.sure})` : '';
  const cells = [
    id,
    `${stack}: ${about}`,
    differs(ours),
    wanted,
    differs(theirs),
    rules.join(', '),
    `${expected.because}${sure}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function document(rows: readonly Row[], lab: Lab, recorded: Recorded): string {
  const rated = rows.filter(({ server }) => guideOf(server) !== '–');
  const right = rated.filter(({ server, ours }) => ours === guideOf(server)).length;
  const compared = rated.filter(({ server }) => recorded.grades[server.id] !== undefined);
  const agree = compared.filter(({ server }) => recorded.grades[server.id] === guideOf(server)).length;
  const notRun = lab.notRun.map(({ id, why }) => `- ${id}: ${why}`);
  return `# Grades of the laboratory

Made by \`npm run tls:grading\`; do not edit. Servers of \`e2e/lab\` on the loopback, scanned with every probe and graded by the
SSL Server Rating Guide, revision 2009r. *Guide* is what its text says of the configuration, read by a person; where it leaves
room, *convention* or *unclear* stands behind the reason; services behind STARTTLS are outside of it. *Rules* are those of \`lib/tls/grade/rules\` that weigh.
testssl.sh: version ${recorded.program.replace('testssl.sh ', '')}, recorded on ${recorded.date} on servers built the same way; empty where it was not asked. **Bold**
differs from the guide.

Ours agrees with the guide on ${right} of ${rated.length} servers, testssl.sh on ${agree} of ${compared.length}.

| server | configuration | ours | guide | testssl.sh | rules | because |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map((row) => line(row, recorded)).join('\n')}
${notRun.length > 0 ? `\nNot run here:\n\n${notRun.join('\n')}\n` : ''}`;
}

const lab = await startLab();
try {
  if (process.argv.includes('--with-testssl')) await record(lab);
  const recorded = recordedSchema.parse(JSON.parse(readFileSync(RECORDED, 'utf8')));
  writeFileSync(DOCUMENT, document(await rowsOf(lab), lab, recorded));
  console.log(`  ${DOCUMENT}`);
} finally {
  await lab.stop();
}
