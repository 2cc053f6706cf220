-- What people leave on features outside of studies: stars, comments, tags, and lists of features. Nothing is deleted:
-- a row with retired_at is gone from pages, and "change" says who did it and lets them take it back.

CREATE TABLE "star" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "dictionary_id" integer NOT NULL,
  "index" integer NOT NULL,
  "person" text NOT NULL CHECK (length(btrim("person")) BETWEEN 1 AND 80),
  "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  "retired_at" timestamptz,
  FOREIGN KEY ("dictionary_id", "index") REFERENCES "feature" ("dictionary_id", "index")
);
CREATE UNIQUE INDEX "star_standing_idx" ON "star" ("dictionary_id", "index", "person") WHERE "retired_at" IS NULL;

CREATE TABLE "comment" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "dictionary_id" integer NOT NULL,
  "index" integer NOT NULL,
  "person" text NOT NULL CHECK (length(btrim("person")) BETWEEN 1 AND 80),
  "text" text NOT NULL CHECK (length("text") BETWEEN 1 AND 4000 AND btrim("text", E' \t\n') <> ''),
  "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  "retired_at" timestamptz,
  FOREIGN KEY ("dictionary_id", "index") REFERENCES "feature" ("dictionary_id", "index")
);
CREATE INDEX "comment_feature_idx" ON "comment" ("dictionary_id", "index", "id") WHERE "retired_at" IS NULL;

-- Tags by people, beside those that the analysis computes (feature_stat.tags).
CREATE TABLE "person_tag" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "dictionary_id" integer NOT NULL,
  "index" integer NOT NULL,
  "person" text NOT NULL CHECK (length(btrim("person")) BETWEEN 1 AND 80),
  -- normalised: no capitals, no commas, single spaces inside and none around
  "tag" text NOT NULL CHECK (
    length("tag") BETWEEN 1 AND 40 AND "tag" = btrim("tag") AND "tag" !~ '[[:cntrl:],]|  '
    AND "tag" = translate("tag", 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '')
  ),
  "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  "retired_at" timestamptz,
  FOREIGN KEY ("dictionary_id", "index") REFERENCES "feature" ("dictionary_id", "index")
);
CREATE UNIQUE INDEX "person_tag_standing_idx" ON "person_tag" ("dictionary_id", "index", "tag", "person")
  WHERE "retired_at" IS NULL;

-- An ordered collection of features of any dictionaries. Its owner edits it, everybody reads it.
CREATE TABLE "feature_list" (
  "id" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- its address, which stays when the name changes
  "slug" text NOT NULL UNIQUE CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length("slug") <= 80),
  "name" text NOT NULL CHECK (length(btrim("name")) BETWEEN 1 AND 120 AND "name" !~ '[[:cntrl:]]'),
  "owner" text NOT NULL CHECK (length(btrim("owner")) BETWEEN 1 AND 80),
  "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  "updated_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  "retired_at" timestamptz,
  UNIQUE ("id", "owner")
);
CREATE INDEX "feature_list_updated_idx" ON "feature_list" ("updated_at" DESC) WHERE "retired_at" IS NULL;

CREATE TABLE "list_entry" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "list_id" integer NOT NULL,
  -- of the list: only its owner puts features in
  "owner" text NOT NULL,
  "dictionary_id" integer NOT NULL,
  "index" integer NOT NULL,
  "note" text NOT NULL DEFAULT '' CHECK (length("note") <= 1000),
  -- entries ascend by rank; a moved one gets a rank between its neighbours', exactly
  "rank" numeric NOT NULL CHECK ("rank" > '-Infinity' AND "rank" < 'Infinity'),
  "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  "retired_at" timestamptz,
  FOREIGN KEY ("list_id", "owner") REFERENCES "feature_list" ("id", "owner"),
  FOREIGN KEY ("dictionary_id", "index") REFERENCES "feature" ("dictionary_id", "index")
);
CREATE UNIQUE INDEX "list_entry_standing_idx" ON "list_entry" ("list_id", "dictionary_id", "index")
  WHERE "retired_at" IS NULL;
CREATE UNIQUE INDEX "list_entry_rank_idx" ON "list_entry" ("list_id", "rank") WHERE "retired_at" IS NULL;
CREATE INDEX "list_entry_feature_idx" ON "list_entry" ("dictionary_id", "index") WHERE "retired_at" IS NULL;

-- What a person did, in order. Of marks (and labels and scores): "stands" is the row that came to stand, "ended" the
-- one that was retired. Of edits both are the row edited, with what it said before and after. Taking a change back is
-- a change that swaps them.
CREATE TABLE "change" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "person" text NOT NULL CHECK (length(btrim("person")) BETWEEN 1 AND 80),
  "kind" text NOT NULL CHECK ("kind" IN (
    'star', 'comment', 'tag', 'label', 'score', 'list', 'entry', 'list-name', 'entry-note', 'entry-place'
  )),
  "stands" bigint,
  "ended" bigint,
  "before" text,
  "after" text,
  "undoes" bigint UNIQUE REFERENCES "change" ("id"),
  "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (num_nonnulls("stands", "ended") > 0),
  CHECK (("kind" IN ('list-name', 'entry-note', 'entry-place')) = ("before" IS NOT NULL)),
  CHECK (("before" IS NULL) = ("after" IS NULL)),
  CHECK ("before" IS NULL OR ("stands" = "ended" AND "before" <> "after")),
  CHECK ("undoes" < "id")
);
CREATE INDEX "change_person_idx" ON "change" ("person", "id" DESC);

-- Whose row it is that a change is about; NULL when there is none.
CREATE FUNCTION "change_author"("kind" text, "row" bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE "kind"
    WHEN 'star' THEN (SELECT "person" FROM "star" WHERE "id" = "row")
    WHEN 'comment' THEN (SELECT "person" FROM "comment" WHERE "id" = "row")
    WHEN 'tag' THEN (SELECT "person" FROM "person_tag" WHERE "id" = "row")
    WHEN 'label' THEN (SELECT "author" FROM "label" WHERE "id" = "row" AND "author_kind" = 'person')
    WHEN 'score' THEN (SELECT "annotator" FROM "annotation" WHERE "id" = "row")
    WHEN 'list' THEN (SELECT "owner" FROM "feature_list" WHERE "id" = "row")
    WHEN 'list-name' THEN (SELECT "owner" FROM "feature_list" WHERE "id" = "row")
    ELSE (SELECT "owner" FROM "list_entry" WHERE "id" = "row")
  END
$$;

-- A change is its author's: of their own rows, and taken back by themselves alone.
CREATE FUNCTION "change_is_its_authors"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."stands" IS NOT NULL AND "change_author"(NEW."kind", NEW."stands") IS DISTINCT FROM NEW."person")
    OR (NEW."ended" IS NOT NULL AND "change_author"(NEW."kind", NEW."ended") IS DISTINCT FROM NEW."person")
    OR (NEW."undoes" IS NOT NULL
        AND (SELECT "person" FROM "change" WHERE "id" = NEW."undoes") IS DISTINCT FROM NEW."person")
  THEN
    RAISE EXCEPTION 'a change belongs to the author of what it changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "change_author_check" BEFORE INSERT OR UPDATE ON "change"
  FOR EACH ROW EXECUTE FUNCTION "change_is_its_authors"();
