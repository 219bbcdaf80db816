import { probed } from '@/lib/tls/grade/probed';

export const poodleTls = probed('poodle_tls');
