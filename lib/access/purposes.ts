import { POLICY } from '@/lib/access/policy';

type StepUpPurpose = {
  [P in keyof typeof POLICY]: (typeof POLICY)[P] extends { stepUp: true } ? P : never;
}[keyof typeof POLICY];

/** Permissions that the policy table marks for step-up: each has a sentence in `access.stepUp.purposes`. */
export function isStepUpPurpose(name: string): name is StepUpPurpose {
  return Object.entries(POLICY).some(([purpose, rule]) => purpose === name && 'stepUp' in rule);
}

/** All of them, in the table's order. */
export const STEP_UP_PURPOSES: readonly StepUpPurpose[] = Object.keys(POLICY).filter(isStepUpPurpose);
