import { probed } from '@/lib/tls/grade/probed';

export const heartbleed = probed('heartbleed');
