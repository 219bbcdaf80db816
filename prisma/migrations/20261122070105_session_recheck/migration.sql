-- AlterTable
ALTER TABLE "user_session" ADD COLUMN     "check_lease" TIMESTAMPTZ(3),
ADD COLUMN     "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "refresh_token" BYTEA;

-- CreateIndex
CREATE INDEX "user_session_expires_at_idx" ON "user_session"("expires_at");
