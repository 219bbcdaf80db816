import type { Scope } from '@/lib/access/policy';
import { frameworkLines } from '@/lib/compliance/data/controls';
import type { SectionOf } from '@/lib/reports/content';

/** Controls of each framework by state at a moment, as the page of compliance shows them. */
export async function controlsSection(scope: Scope, at: Date): Promise<SectionOf<'controls'>> {
  const lines = await frameworkLines(scope, at);
  return {
    id: 'controls',
    frameworks: lines.map(({ id, title, summary: { applicable, counts } }) => ({
      id,
      title,
      applicable,
      counts: { ...counts },
    })),
  };
}
