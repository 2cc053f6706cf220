-- The time of a row is the moment in which it is written, not the one in which its transaction began: rows that wait for
-- a lock are then dated in the order in which they had it. Prisma leaves such a column to the database only where its
-- default is not now(), which it takes for its own.
ALTER TABLE "model" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "dictionary" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "label" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "annotation" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "study" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "person" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp(),
  ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "person_credential" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp(),
  ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "person_session" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp(),
  ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "invitation" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "api_token" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "audit_entry" ALTER COLUMN "at" SET DEFAULT clock_timestamp();
