import { probed } from '@/lib/tls/grade/probed';

export const ccsInjection = probed('ccs_injection');
