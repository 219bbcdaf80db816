import { toPdf } from '@/lib/core/document/pdf';
import { LOCALES } from '@/lib/core/i18n/locales';
import { type ReportContent, reportSchema } from '@/lib/reports/content';
import { reportDocument } from '@/lib/reports/document';
import { reportWords } from '@/lib/reports/words';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import { AREAS } from '@/lib/safeguards/types';

const GOAL_MS = 5_000;
const NOW = '2026-11-22T12:00:00.000Z';
const WHY = 'No fix is published; the component is reached from inside alone, and access is watched until one is. ';

/** A report whose register of accepted risks and silent sources fill the pages. */
function content(rows: number): ReportContent {
  const states = { met: 20, partly: 8, missed: 6, unknown: 12 };
  const ranks = Array.from({ length: rows }, (_, index) => index);
  return reportSchema.parse({
    ...{ schema: 1, asOf: NOW, weeks: 52, comparedWith: { at: NOW, report: null }, team: null },
    ...{ madeAt: NOW, madeBy: 'Bench' },
    sections: [
      {
        ...{ id: 'posture', score: { points: 20, of: 46, excepted: 1, idle: 2 }, scoreBefore: { points: 18, of: 46 } },
        ...{ states, judgedAt: NOW, stale: false },
        areas: AREAS.map((area) => ({ area, points: 2, of: 6, states })),
        course: ranks.slice(0, 7).map((day) => ({ day: `2026-11-0${day + 1}`, states })),
        promises: CATALOGUE.map(({ id, area, promise }) => ({
          ...{ id, area, promise, state: 'missed', before: 'met', counts: true, excepted: false, good: 3, total: 9 },
          ...{ atLeast: 0.9, since: NOW, freshAt: NOW, owner: 'Rafael Ortiz', reasons: [] },
        })),
      },
      {
        ...{ id: 'risks', total: rows, waiting: 3 },
        rows: ranks.map((number) => ({
          ...{ number, product: 'Web shop', scope: 'package', of: `package-${number}`, ceiling: 3, expiresAt: NOW },
          ...{ reason: WHY, approver: 'Rafael Ortiz' },
        })),
      },
      {
        ...{ id: 'sources', total: rows, silent: rows, newestAt: NOW },
        names: ranks.map((one) => ({
          name: `trivy registry.example/shop/api:${one}`,
          product: 'Web shop',
          lastAt: NOW,
        })),
      },
    ],
  });
}

const pagesOf = (file: Uint8Array) => Buffer.from(file).toString('latin1').split('/Type /Page\n').length - 1;

/** A report of some rows in each language: its pages, and how long the file takes without a browser. */
async function main(rows: number): Promise<void> {
  for (const locale of LOCALES) {
    const words = await reportWords(locale, 'Europe/Berlin', new Date(NOW));
    const report = { number: 1, sha256: '0'.repeat(64), content: content(rows), hidden: 0 };
    const began = performance.now();
    const file = await toPdf(reportDocument(report, words, { withAnnex: true }));
    const ms = performance.now() - began;
    const goal = `${ms <= GOAL_MS ? 'met' : 'MISSED'} (${GOAL_MS} ms)`;
    console.log(`report as PDF, ${locale}, ${pagesOf(file)} pages, ${file.length} bytes: ${ms.toFixed(0)} ms  ${goal}`);
  }
}

await main(Number(process.argv[2] ?? 170));
