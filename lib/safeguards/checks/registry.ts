import type { CheckId } from '@/lib/safeguards/catalogue-schema';
import { alertLatency } from '@/lib/safeguards/checks/alert-latency';
import { anyPoint } from '@/lib/safeguards/checks/any-point';
import { approvedRegistries } from '@/lib/safeguards/checks/approved-registries';
import { assessmentTools } from '@/lib/safeguards/checks/assessment-tools';
import { audits } from '@/lib/safeguards/checks/audits';
import { backupObjectives } from '@/lib/safeguards/checks/backup-objectives';
import { benchmarks } from '@/lib/safeguards/checks/benchmarks';
import type { Check } from '@/lib/safeguards/checks/check';
import { cloudAssessments } from '@/lib/safeguards/checks/cloud-assessments';
import { clusterMonitoring } from '@/lib/safeguards/checks/cluster-monitoring';
import { containerRuntime } from '@/lib/safeguards/checks/container-runtime';
import { registeredDocuments } from '@/lib/safeguards/checks/documents';
import { elevations } from '@/lib/safeguards/checks/elevations';
import { endpointDetection } from '@/lib/safeguards/checks/endpoint-detection';
import { findingsInTime } from '@/lib/safeguards/checks/findings-in-time';
import { fixesInTime } from '@/lib/safeguards/checks/fixes-in-time';
import { hostScans } from '@/lib/safeguards/checks/host-scans';
import { imageScans } from '@/lib/safeguards/checks/image-scans';
import { incidentPhases } from '@/lib/safeguards/checks/incident-phases';
import { intrusionSensors } from '@/lib/safeguards/checks/intrusion-sensors';
import { logSources } from '@/lib/safeguards/checks/log-sources';
import { onCall } from '@/lib/safeguards/checks/on-call';
import { penetrationTests } from '@/lib/safeguards/checks/penetration-tests';
import { pipelineScans } from '@/lib/safeguards/checks/pipeline-scans';
import { portScans } from '@/lib/safeguards/checks/port-scans';
import { privilegeSources } from '@/lib/safeguards/checks/privilege-sources';
import { reactionTimes } from '@/lib/safeguards/checks/reaction-times';
import { recoveryDrills } from '@/lib/safeguards/checks/recovery-drills';
import { reportingDuties } from '@/lib/safeguards/checks/reporting-duties';
import { reviews } from '@/lib/safeguards/checks/reviews';
import { scanCadence } from '@/lib/safeguards/checks/scan-cadence';
import { secretsInCode } from '@/lib/safeguards/checks/secrets-in-code';
import { threatIntelligence } from '@/lib/safeguards/checks/threat-intelligence';
import { tlsGrades } from '@/lib/safeguards/checks/tls-grades';
import { workloadIsolation } from '@/lib/safeguards/checks/workload-isolation';

/** Every automatic check by its id. */
export const CHECKS: Readonly<Record<CheckId, Check>> = {
  'endpoint-detection': endpointDetection,
  'cloud-assessments': cloudAssessments,
  'host-scans': hostScans,
  'log-sources': logSources,
  'alert-latency': alertLatency,
  'port-scans': portScans,
  'image-scans': imageScans,
  'cluster-monitoring': clusterMonitoring,
  'tls-grades': tlsGrades,
  'intrusion-sensors': intrusionSensors,
  'threat-intelligence': threatIntelligence,
  'scan-cadence': scanCadence,
  'findings-in-time': findingsInTime,
  'assessment-tools': assessmentTools,
  'penetration-tests': penetrationTests,
  'fixes-in-time': fixesInTime,
  'privilege-sources': privilegeSources,
  elevations,
  'secrets-in-code': secretsInCode,
  'pipeline-scans': pipelineScans,
  'daily-backups': backupObjectives(['frequency', 'encryption']),
  'backup-sites': backupObjectives(['sites']),
  'restore-tests': backupObjectives(['restore_test']),
  'backup-verification': backupObjectives(['verification']),
  'any-point': anyPoint,
  'approved-registries': approvedRegistries,
  'workload-isolation': workloadIsolation,
  benchmarks,
  'container-runtime': containerRuntime,
  'recovery-objectives': backupObjectives(['rpo', 'rto']),
  'recovery-drills': recoveryDrills,
  'on-call': onCall,
  'reaction-times': reactionTimes,
  'incident-phases': incidentPhases,
  reviews,
  'reporting-duties': reportingDuties,
  audits,
  'policies-current': registeredDocuments(['policy', 'incident', 'continuity', 'recovery', 'change']),
  'sites-certified': registeredDocuments(['physical']),
};
