import type { Scope } from '@/lib/access/policy';
import { assess, summarise } from '@/lib/compliance/assess';
import { mappedTo } from '@/lib/compliance/catalogue';
import { frameworkOf, frameworksAt, type KnownFramework } from '@/lib/compliance/data/catalogues';
import { decisionHistory, decisionsAt, UNDECIDED } from '@/lib/compliance/data/decisions';
import { type KnownSafeguard, safeguardsAt } from '@/lib/compliance/data/safeguards';
import type { ControlRow, FrameworkLine, FrameworkView, PastDecision } from '@/lib/compliance/view-types';
import { DomainError } from '@/lib/core/errors';

async function rowsOf(
  scope: Scope,
  { id: framework, controls }: KnownFramework,
  known: ReadonlyMap<string, KnownSafeguard>,
  at: Date,
): Promise<readonly ControlRow[]> {
  const decisions = await decisionsAt(scope, framework, at);
  return controls.map((control) => {
    const { backing, ...decision } = decisions.get(control.id) ?? UNDECIDED;
    return assess(control, backing ?? mappedTo(framework, control.id), known, decision);
  });
}

function toView({ controls: _, ...head }: KnownFramework, rows: readonly ControlRow[]): FrameworkView {
  return { ...head, summary: summarise(rows), rows };
}

/** Every framework with its controls by state, as it was at a moment. */
export async function frameworkLines(scope: Scope, at: Date): Promise<readonly FrameworkLine[]> {
  const [frameworks, known] = await Promise.all([frameworksAt(scope, at), safeguardsAt(at)]);
  return Promise.all(
    frameworks.map(async (framework) => {
      const { rows, ...line } = toView(framework, await rowsOf(scope, framework, known, at));
      return line;
    }),
  );
}

/** One framework with all its controls, as it was at a moment. @throws DomainError `not_found` */
export async function frameworkAt(scope: Scope, id: string, at: Date): Promise<FrameworkView> {
  const [framework, known] = await Promise.all([frameworkOf(scope, id, at), safeguardsAt(at)]);
  return toView(framework, await rowsOf(scope, framework, known, at));
}

export type ControlView = {
  readonly framework: Omit<FrameworkView, 'rows' | 'summary'>;
  readonly control: ControlRow;
  readonly history: readonly PastDecision[];
  /** The ones before and after it in the framework's order. */
  readonly before: string | null;
  readonly after: string | null;
};

/** One control with what was decided of it by a moment. @throws DomainError `not_found` */
export async function controlAt(scope: Scope, framework: string, id: string, at: Date): Promise<ControlView> {
  const { rows, summary: _, ...head } = await frameworkAt(scope, framework, at);
  const place = rows.findIndex((row) => row.id === id);
  const control = rows[place];
  if (!control) throw new DomainError('not_found');
  const history = await decisionHistory(scope, { framework, control: id }, at);
  return {
    framework: head,
    control,
    history,
    before: rows[place - 1]?.id ?? null,
    after: rows[place + 1]?.id ?? null,
  };
}
