import { probed } from '@/lib/tls/grade/probed';

export const ticketbleed = probed('ticketbleed');
