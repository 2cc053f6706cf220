-- Lists of features are read from "feature_stat": what people say of a feature stands beside its statistics, kept up to
-- date by the transaction that changes it. Indexes of orders, tokens and labels are made on each partition when its
-- analysis is published (lib/db/list-indexes.ts), since filling a table with indexes takes much longer.

-- Parts of labels are found by trigrams.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN OTHERS THEN
  RAISE EXCEPTION 'the database needs the extension pg_trgm, which could not be created (%); an administrator can run CREATE EXTENSION pg_trgm in it', SQLERRM;
END $$;

ALTER TABLE "feature_stat"
  -- who wrote the label shown; NULL without one
  ADD COLUMN "label_kind" text CHECK ("label_kind" IN ('person', 'rules', 'llm')),
  -- people who starred the feature
  ADD COLUMN "stars" integer NOT NULL DEFAULT 0,
  -- whether somebody scored it on the rubric, in the open or in a closed study
  ADD COLUMN "annotated" boolean NOT NULL DEFAULT false,
  -- mean score in closed studies
  ADD COLUMN "study_score" real,
  -- tags by people, each once, ascending
  ADD COLUMN "person_tags" text[] NOT NULL DEFAULT '{}';

-- Analyses that are shown now; others are filled when they are published.
WITH "shown" AS (
  SELECT DISTINCT ON (d."id", l."index") d."current_analysis_id" AS "analysis_id", l."index", l."author_kind"
    FROM "dictionary" d JOIN "label" l ON l."dictionary_id" = d."id"
   WHERE l."retired_at" IS NULL AND (l."analysis_id" IS NULL OR l."analysis_id" = d."current_analysis_id")
   ORDER BY d."id", l."index", l."author_kind" = 'person' DESC, l."author_kind" = 'rules' DESC,
            l."created_at" DESC, l."id" DESC
)
UPDATE "feature_stat" f SET "label_kind" = s."author_kind"
  FROM "shown" s WHERE f."analysis_id" = s."analysis_id" AND f."index" = s."index" AND f."label" IS NOT NULL;

WITH "starred" AS (
  SELECT d."current_analysis_id" AS "analysis_id", t."index", count(*)::integer AS "stars"
    FROM "dictionary" d JOIN "star" t ON t."dictionary_id" = d."id" AND t."retired_at" IS NULL
   GROUP BY 1, 2
)
UPDATE "feature_stat" f SET "stars" = s."stars"
  FROM "starred" s WHERE f."analysis_id" = s."analysis_id" AND f."index" = s."index";

WITH "scored" AS (
  SELECT d."current_analysis_id" AS "analysis_id", s."index", s."score"
    FROM "dictionary" d JOIN "feature_study_score" s ON s."dictionary_id" = d."id"
)
UPDATE "feature_stat" f SET "study_score" = s."score", "annotated" = true
  FROM "scored" s WHERE f."analysis_id" = s."analysis_id" AND f."index" = s."index";

UPDATE "feature_stat" f SET "annotated" = true
  FROM "dictionary" d JOIN "annotation" a ON a."dictionary_id" = d."id" AND a."retired_at" IS NULL
 WHERE f."analysis_id" = d."current_analysis_id" AND f."index" = a."index" AND NOT f."annotated";

WITH "tagged" AS (
  SELECT d."current_analysis_id" AS "analysis_id", t."index", array_agg(DISTINCT t."tag" ORDER BY t."tag") AS "tags"
    FROM "dictionary" d JOIN "person_tag" t ON t."dictionary_id" = d."id" AND t."retired_at" IS NULL
   GROUP BY 1, 2
)
UPDATE "feature_stat" f SET "person_tags" = s."tags"
  FROM "tagged" s WHERE f."analysis_id" = s."analysis_id" AND f."index" = s."index";
