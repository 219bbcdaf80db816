import { probed } from '@/lib/tls/grade/probed';

export const zombiePoodle = probed('zombie_poodle');
