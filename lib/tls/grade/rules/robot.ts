import { probed } from '@/lib/tls/grade/probed';

export const robot = probed('robot');
