-- AlterTable
ALTER TABLE "backup_point" ADD COLUMN     "listed_at" TIMESTAMPTZ(3),
ADD COLUMN     "said_at" TIMESTAMPTZ(3),
ADD COLUMN     "said_before" JSONB NOT NULL DEFAULT '{}';

-- Of copies that are known already nobody wrote down how old the word on them is: as old as their first delivery.
UPDATE "backup_point" SET "listed_at" = "received_at", "said_at" = "received_at";
ALTER TABLE "backup_point" ALTER COLUMN "listed_at" SET NOT NULL, ALTER COLUMN "said_at" SET NOT NULL;

-- CreateTable
CREATE TABLE "backup_list" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "asset" TEXT,
    "repository" TEXT,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "newest" TIMESTAMPTZ(3),

    CONSTRAINT "backup_list_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "backup_list_source_id_as_of_idx" ON "backup_list"("source_id", "as_of" DESC);

-- AddForeignKey
ALTER TABLE "backup_list" ADD CONSTRAINT "backup_list_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "backup_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
