-- What lists of features are filtered, ordered and counted by: each statistic of an analysis as one array, and
-- for each token the features that have it in a list of theirs. Made when an analysis is published.

-- One value a feature in order of index: float8 big-endian, or texts with U+001F between.
CREATE TABLE "analysis_column" (
  "analysis_id" integer NOT NULL REFERENCES "analysis" ("id") ON DELETE CASCADE,
  "name" text NOT NULL,
  "bytes" bytea NOT NULL,
  PRIMARY KEY ("analysis_id", "name")
);
-- Compressing figures costs more time than it saves space.
ALTER TABLE "analysis_column" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- Features in ascending order. kind: 0 the token is among those of greatest activation mass, 1 among the promoted
-- ones, 2 among the few that stand in for a label.
CREATE TABLE "token_feature" (
  "analysis_id" integer NOT NULL REFERENCES "analysis" ("id") ON DELETE CASCADE,
  "kind" smallint NOT NULL CHECK ("kind" IN (0, 1, 2)),
  "token_id" integer NOT NULL,
  "features" integer[] NOT NULL,
  PRIMARY KEY ("analysis_id", "kind", "token_id")
);

-- Raised by every change of what people say of a dictionary's features (labels, annotations) and of its shown labels.
ALTER TABLE "dictionary" ADD COLUMN "marks" integer NOT NULL DEFAULT 0;

CREATE INDEX "label_person_idx" ON "label" ("dictionary_id", "index")
  WHERE "author_kind" = 'person' AND "retired_at" IS NULL;
