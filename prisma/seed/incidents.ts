import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { declareIncident } from '@/lib/incidents/mutations/declare';
import { moveIncident } from '@/lib/incidents/mutations/move';
import { giveRole } from '@/lib/incidents/mutations/roles';
import { actorNamed } from '@/prisma/seed/actor';
