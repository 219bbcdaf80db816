import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FollowFinding } from '@/components/compliance/audit-verbs';
import { Day } from '@/components/compliance/day';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { Tone } from '@/components/ui/tone';
import type { FrameworkName } from '@/lib/compliance/data/catalogues';
import type { AuditRow } from '@/lib/compliance/data/programme';
import type { Grade } from '@/lib/compliance/programme';
import { complianceHref } from '@/lib/compliance/search-params';
import type { Person } from '@/lib/compliance/view-types';

const TONES: Readonly<Record<Grade, Tone>> = { major: 'high', minor: 'medium', observation: 'info' };

type Props = {
  readonly audit: AuditRow;
  readonly people: readonly Person[];
  readonly frameworks: readonly FrameworkName[];
  readonly day: string | null;
  readonly write: boolean;
};

/** What an audit found and what became of it. */
export function FindingTable({ audit, people, frameworks, day, write }: Props) {
  const t = useTranslations('compliance.findings');
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          <Th>{t('finding')}</Th>
          <Th>{t('grade')}</Th>
          <Th>{t('owner')}</Th>
          <Th>{t('due')}</Th>
          <Th>{t('state')}</Th>
          {write && <Th />}
        </tr>
      </thead>
      <tbody>
        {audit.findings.map((finding) => {
          const { id, number, grade, title, detail, framework, control, owner, dueOn, state, evidence, overdue } =
            finding;
          return (
            <tr key={id} className="align-top">
              <Td className="max-w-lg">
                <span className="font-medium wrap-anywhere">{`${number}. ${title}`}</span>
                {(framework !== '' || control !== '') && (
                  <span className="block text-muted text-xs">
                    <ControlLink framework={framework} control={control} frameworks={frameworks} day={day} />
                  </span>
                )}
                {[detail, evidence]
                  .filter((text) => text !== '')
                  .map((text) => (
                    <span key={text} className="block whitespace-pre-line text-muted text-sm wrap-anywhere">
                      {text}
                    </span>
                  ))}
              </Td>
              <Td label={t('grade')}>
                <Badge tone={TONES[grade]}>{t(`grades.${grade}`)}</Badge>
              </Td>
              <Td label={t('owner')}>{owner.name}</Td>
              <Td label={t('due')}>
                <Day day={dueOn} />
              </Td>
              <Td label={t('state')}>
                <Badge tone={overdue ? 'missed' : 'neutral'}>{t(overdue ? 'overdue' : `states.${state}`)}</Badge>
              </Td>
              {write && (
                <Td numeric>
                  <FollowFinding audit={audit} finding={finding} people={people} frameworks={frameworks} />
                </Td>
              )}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

type LinkProps = {
  readonly framework: string;
  readonly control: string;
  readonly frameworks: readonly FrameworkName[];
  readonly day: string | null;
};

/** To the control that a finding is about, or to its framework; without a framework just the number. */
function ControlLink({ framework, control, frameworks, day }: LinkProps) {
  const name = frameworks.find(({ id }) => id === framework)?.title;
  if (name === undefined) return <span className="font-mono">{control}</span>;
  const path = control === '' ? framework : `${framework}/${encodeURIComponent(control)}`;
  return (
    <Link href={complianceHref(`/compliance/${path}`, { at: day })} className="underline">
      {name}
      {control !== '' && (
        <>
          {': '}
          <span className="font-mono">{control}</span>
        </>
      )}
    </Link>
  );
}
