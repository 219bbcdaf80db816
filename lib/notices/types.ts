/** What notices are about. A new kind is one word here and one line in `messages/<language>/notices.json`. */
export const NOTICE_KINDS = [
  'assigned',
  'handed_over',
  'handover_accepted',
  'handover_declined',
  'mentioned',
  'commented',
  'decided',
  'undone',
  'woken',
  'import_fixed',
  'import_reopened',
  'product_import',
  'acceptance_requested',
  'acceptance_approved',
  'acceptance_rejected',
  'acceptance_expiring',
  'acceptance_expired',
  'acceptance_lapsed',
  'acceptance_revoked',
  'acceptance_void',
  'retest_due',
  'engagement_owner',
  'tls_dropped',
  'tls_expiring',
  'sla_warning',
  'sla_breach',
  'incident_role',
  'incident_clock',
  'incident_breach',
  'action_given',
  'action_soon',
  'action_overdue',
  'review_meeting',
  'escalated',
  'nobody_on_call',
  'on_call',
  'incident_mentioned',
  'incident_update',
  'incident_task',
  'safeguard_fell',
  'exception_requested',
  'exception_approved',
  'exception_rejected',
  'exception_ending',
  'elevation_requested',
  'elevation_taken',
  'elevation_approved',
  'elevation_refused',
  'elevation_ended',
  'elevation_reviewed',
  'audit_finding_given',
  'audit_finding_due',
  'audit_due',
  'document_due',
  'report_ready',
  'report_failed',
  'report_stopped',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What the words of a kind take. Names that end in `At` hold instants, ISO 8601 in UTC: shown in the reader's time. */
export type NoticeParams = Readonly<Record<string, string | number>>;

/**
 * A notice to write. `productId`: whose content it tells, so that it goes when the person no longer reaches the product;
 * leave it out where the words and the path tell nothing of a product. `href` is a path of ours.
 */
export type NewNotice = {
  readonly personId: string;
  readonly kind: NoticeKind;
  readonly params: NoticeParams;
  readonly href: string;
  readonly productId?: string | null;
};

export type NoticeItem = {
  readonly id: number;
  readonly at: string;
  readonly kind: NoticeKind;
  readonly params: NoticeParams;
  readonly href: string;
  readonly read: boolean;
};

/** `unread` stops at `UNREAD_MAX + 1`. `next` is the id to read on before, null on the last page. */
export type NoticePage = {
  readonly rows: readonly NoticeItem[];
  readonly next: number | null;
  readonly unread: number;
};

export const UNREAD_MAX = 99;
