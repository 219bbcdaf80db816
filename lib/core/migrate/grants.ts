import type pg from 'pg';

const SCHEMAS = ['public', 'pgboss'];
/** The runtime role appends to these and reads them; of the audit trail a trigger refuses the rest to everybody. */
const APPEND_ONLY = [
  'audit_entry',
  'audit_seal',
  'acceptance_evidence',
  'engagement_event',
  'engagement_file',
  'engagement_outcome',
  'engagement_retest',
  'incident_entry',
  'incident_evidence',
  'incident_evidence_chunk',
  'incident_evidence_correction',
  'incident_evidence_export',
  'incident_custody',
  'incident_rule_version',
  'duty_regime_switch',
  'duty_report',
  'review_publication',
  'timeline_note',
  'control_decision',
  'document_review',
];

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function ensureRole(owner: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await owner.query(`CREATE ROLE ${quote(role)} LOGIN PASSWORD ${owner.escapeLiteral(password)}`);
}

/**
 * Gives the role of web and worker what they need and no more: rows, not tables; and of the audit trail, of evidence and of
 * tests only INSERT and SELECT. Makes the role where it is missing. Safe to repeat.
 */
export async function grantRuntime(owner: pg.Client, role: string, password: string): Promise<void> {
  await ensureRole(owner, role, password);
  const to = quote(role);
  for (const schema of SCHEMAS.map(quote)) {
    await owner.query(`
      GRANT USAGE ON SCHEMA ${schema} TO ${to};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${to};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${to};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${to};
    `);
  }
  for (const table of APPEND_ONLY.map(quote))
    await owner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM ${to}`);
  await owner.query(`REVOKE INSERT, UPDATE, DELETE ON "_prisma_migrations" FROM ${to}`);
}
