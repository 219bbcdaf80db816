import { probed } from '@/lib/tls/grade/probed';

export const sleepingPoodle = probed('sleeping_poodle');
