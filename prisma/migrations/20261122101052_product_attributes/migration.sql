-- CreateEnum
CREATE TYPE "exposure" AS ENUM ('internet', 'internal', 'isolated');

-- CreateEnum
CREATE TYPE "data_class" AS ENUM ('public', 'internal', 'confidential', 'personal', 'strict');

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "data_class" "data_class",
ADD COLUMN     "exposure" "exposure",
ADD COLUMN     "tier" SMALLINT;

ALTER TABLE "product" ADD CONSTRAINT "product_tier_check" CHECK ("tier" BETWEEN 1 AND 4);
