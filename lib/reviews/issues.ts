/** Why something about a review is refused (`issue`). */
export const REVIEW_ISSUES = ['review_missing', 'review_incomplete', 'person', 'note_required'] as const;
