-- Blind scoring studies. What an item is stands in study_item and is never sent while its study is open; what is
-- sent is "evidence", frozen when the study is made, so that a later analysis changes nothing.

CREATE TABLE "study" (
  "id" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "name" text NOT NULL CHECK (length(btrim("name")) BETWEEN 1 AND 120),
  "status" text NOT NULL DEFAULT 'open' CHECK ("status" IN ('open', 'closed')),
  "sampling" text NOT NULL CHECK ("sampling" IN ('uniform', 'density', 'mass')),
  "items_each" integer NOT NULL CHECK ("items_each" BETWEEN 1 AND 500),
  "examples" smallint NOT NULL CHECK ("examples" BETWEEN 1 AND 5),
  -- people who score each item
  "annotators" smallint NOT NULL CHECK ("annotators" BETWEEN 1 AND 20),
  "min_firings" integer NOT NULL CHECK ("min_firings" >= 1),
  -- whether each activation level is scored too
  "asks_levels" boolean NOT NULL,
  "seed" integer NOT NULL CHECK ("seed" >= 0),
  "created_by" text NOT NULL CHECK (length(btrim("created_by")) BETWEEN 1 AND 80),
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "closed_by" text CHECK (length(btrim("closed_by")) BETWEEN 1 AND 80),
  "closed_at" timestamptz,
  CHECK (("status" = 'closed') = ("closed_at" IS NOT NULL)),
  CHECK (("status" = 'closed') = ("closed_by" IS NOT NULL)),
  UNIQUE ("id", "annotators"),
  UNIQUE ("id", "asks_levels")
);

-- A dictionary in a study, with what its items were drawn from.
CREATE TABLE "study_source" (
  "study_id" integer NOT NULL REFERENCES "study" ("id"),
  "dictionary_id" integer NOT NULL REFERENCES "dictionary" ("id"),
  "role" text NOT NULL CHECK ("role" IN ('features', 'neurons', 'control')),
  "analysis_id" integer NOT NULL REFERENCES "analysis" ("id"),
  "features" integer NOT NULL CHECK ("features" > 0),
  -- features that the rule for dead ones leaves
  "eligible" integer NOT NULL CHECK ("eligible" BETWEEN 0 AND "features"),
  PRIMARY KEY ("study_id", "dictionary_id"),
  UNIQUE ("study_id", "dictionary_id", "role")
);

CREATE TABLE "study_item" (
  -- random: it tells neither what the item is nor when it was drawn
  "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "study_id" integer NOT NULL,
  "dictionary_id" integer NOT NULL,
  "index" integer NOT NULL,
  "role" text NOT NULL,
  "density" double precision NOT NULL CHECK ("density" > 0 AND "density" <= 1),
  "evidence" jsonb NOT NULL,
  FOREIGN KEY ("study_id", "dictionary_id", "role")
    REFERENCES "study_source" ("study_id", "dictionary_id", "role"),
  FOREIGN KEY ("dictionary_id", "index") REFERENCES "feature" ("dictionary_id", "index"),
  UNIQUE ("id", "study_id"),
  UNIQUE ("study_id", "dictionary_id", "index")
);
CREATE INDEX "study_item_feature_idx" ON "study_item" ("dictionary_id", "index");

-- One place for a person on an item; all places are made with the study, so an item never gets too many.
CREATE TABLE "study_assignment" (
  "item_id" uuid NOT NULL,
  "slot" smallint NOT NULL,
  "study_id" integer NOT NULL,
  "annotators" smallint NOT NULL,
  "annotator" text CHECK (length(btrim("annotator")) BETWEEN 1 AND 80),
  "state" text NOT NULL DEFAULT 'free' CHECK ("state" IN ('free', 'open', 'scored', 'skipped')),
  "claimed_at" timestamptz,
  "touched_at" timestamptz,
  -- answers so far, and the time they took
  "draft" jsonb,
  "milliseconds" integer CHECK ("milliseconds" BETWEEN 0 AND 86400000),
  "skip_reason" text CHECK ("skip_reason" IN ('unreadable', 'recognised', 'display', 'other')),
  "skip_note" text CHECK (length("skip_note") <= 500),
  PRIMARY KEY ("item_id", "slot"),
  FOREIGN KEY ("item_id", "study_id") REFERENCES "study_item" ("id", "study_id"),
  FOREIGN KEY ("study_id", "annotators") REFERENCES "study" ("id", "annotators"),
  CHECK ("slot" BETWEEN 1 AND "annotators"),
  CHECK (("state" = 'free') = ("annotator" IS NULL)),
  CHECK (("state" = 'free') = ("claimed_at" IS NULL)),
  CHECK (("state" = 'skipped') = ("skip_reason" IS NOT NULL)),
  CHECK ("skip_reason" <> 'other' OR length(btrim("skip_note")) > 0),
  UNIQUE ("item_id", "annotator"),
  UNIQUE ("item_id", "slot", "annotator")
);
CREATE INDEX "study_assignment_free_idx" ON "study_assignment" ("study_id", "slot") WHERE "state" = 'free';
CREATE INDEX "study_assignment_person_idx" ON "study_assignment" ("study_id", "annotator");

-- A person's answers on an item. An undone one stays, retired.
CREATE TABLE "study_score" (
  -- made by who sends it: sending it twice stores it once
  "submission" uuid PRIMARY KEY,
  "study_id" integer NOT NULL,
  "item_id" uuid NOT NULL,
  "slot" smallint NOT NULL,
  "annotator" text NOT NULL,
  "asks_levels" boolean NOT NULL,
  "interpretation" text NOT NULL CHECK (length("interpretation") <= 2000),
  "confidence" smallint NOT NULL CHECK ("confidence" BETWEEN 0 AND 3),
  "activation_consistency" smallint NOT NULL CHECK ("activation_consistency" BETWEEN 0 AND 5),
  "logit_consistency" smallint NOT NULL CHECK ("logit_consistency" BETWEEN 0 AND 3),
  "separation" smallint CHECK ("separation" BETWEEN 0 AND 1),
  "specificity" smallint NOT NULL CHECK ("specificity" BETWEEN 0 AND 3),
  -- consistency of each activation level, 0 the highest; NULL where a level has no examples
  "levels" smallint[] CHECK (
    array_ndims("levels") = 1 AND array_lower("levels", 1) = 1 AND cardinality("levels") = 11
    AND 0 <= ALL ("levels") AND 5 >= ALL ("levels")
  ),
  "milliseconds" integer NOT NULL CHECK ("milliseconds" BETWEEN 0 AND 86400000),
  "total" smallint GENERATED ALWAYS AS (
    "confidence" + "activation_consistency" + "logit_consistency" + coalesce("separation", 0::smallint) + "specificity"
  ) STORED,
  "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  "retired_at" timestamptz,
  FOREIGN KEY ("item_id", "study_id") REFERENCES "study_item" ("id", "study_id"),
  FOREIGN KEY ("item_id", "slot", "annotator") REFERENCES "study_assignment" ("item_id", "slot", "annotator"),
  FOREIGN KEY ("study_id", "asks_levels") REFERENCES "study" ("id", "asks_levels"),
  CHECK ("total" BETWEEN 0 AND 14),
  -- asked only when activations do not agree fully
  CHECK (("separation" IS NULL) = ("activation_consistency" = 5)),
  CHECK (("levels" IS NULL) = (NOT "asks_levels")),
  CHECK ("confidence" = 0 OR length(btrim("interpretation")) > 0)
);
CREATE UNIQUE INDEX "study_score_standing_idx" ON "study_score" ("item_id", "slot") WHERE "retired_at" IS NULL;
CREATE INDEX "study_score_study_idx" ON "study_score" ("study_id", "created_at");

-- A closed study takes no more scores; its row is locked so that closing waits for scores on their way.
CREATE FUNCTION "study_score_only_while_open"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "study" WHERE "id" = NEW."study_id" AND "status" = 'open' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'study % is closed', NEW."study_id" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "study_score_open" BEFORE INSERT OR UPDATE ON "study_score"
  FOR EACH ROW EXECUTE FUNCTION "study_score_only_while_open"();

-- What feature pages and lists may show: standing scores of closed studies.
CREATE VIEW "feature_study_score" AS
  SELECT i."dictionary_id", i."index", avg(s."total")::real AS "score", count(*)::integer AS "scores"
    FROM "study_item" i
    JOIN "study" t ON t."id" = i."study_id" AND t."status" = 'closed'
    JOIN "study_score" s ON s."item_id" = i."id" AND s."retired_at" IS NULL
   GROUP BY i."dictionary_id", i."index";
