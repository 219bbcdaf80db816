import { acceptanceJobs } from '@/lib/acceptances/jobs';
import { accessJobs } from '@/lib/access/jobs';
import { assetJobs } from '@/lib/assets/jobs';
import { auditJobs } from '@/lib/audit/jobs';
import { backupJobs } from '@/lib/backups/jobs';
import { complianceJobs } from '@/lib/compliance/jobs';
import { detectionJobs } from '@/lib/detection/jobs';
import { dutyJobs } from '@/lib/duties/jobs';
import { engagementJobs } from '@/lib/engagements/jobs';
import { escalationJobs } from '@/lib/escalation/jobs';
import { eventJobs } from '@/lib/events/jobs';
import { findingJobs } from '@/lib/findings/jobs';
import { importJobs } from '@/lib/imports/jobs';
import { incidentRuleJobs } from '@/lib/incident-rules/jobs';
import { incidentJobs } from '@/lib/incidents/jobs';
import { intelJobs } from '@/lib/intel/jobs';
import type { NounJobs } from '@/lib/jobs/types';
import { listJobs } from '@/lib/lists/jobs';
import { noticeJobs } from '@/lib/notices/jobs';
import { reportJobs } from '@/lib/reports/jobs';
import { reviewJobs } from '@/lib/reviews/jobs';
import { safeguardJobs } from '@/lib/safeguards/jobs';
import { slaJobs } from '@/lib/sla/jobs';
import { tlsJobs } from '@/lib/tls/jobs';

/** What the worker runs, by noun. A new noun is one line here and one for each of its queues in `worker/queues.ts`. */
export const JOBS: readonly NounJobs[] = [
  accessJobs,
  assetJobs,
  auditJobs,
  importJobs,
  intelJobs,
  findingJobs,
  noticeJobs,
  acceptanceJobs,
  engagementJobs,
  slaJobs,
  tlsJobs,
  backupJobs,
  listJobs,
  eventJobs,
  detectionJobs,
  incidentJobs,
  escalationJobs,
  incidentRuleJobs,
  dutyJobs,
  reviewJobs,
  safeguardJobs,
  complianceJobs,
  reportJobs,
];
