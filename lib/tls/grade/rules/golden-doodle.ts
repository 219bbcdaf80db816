import { probed } from '@/lib/tls/grade/probed';

export const goldenDoodle = probed('golden_doodle');
