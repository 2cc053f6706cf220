-- What a list shows of features beside their figures and labels, so that its rows come from memory as its order
-- does. Made with the columns of an analysis.

-- Of 64 features in order of index, each a line in UTF-8: the tokens it fires on and raises, the bars and the
-- strongest example, as the API answers them. When that form changes, deleting the blocks has them made anew.
CREATE TABLE "list_block" (
  "analysis_id" integer NOT NULL REFERENCES "analysis" ("id") ON DELETE CASCADE,
  "block" integer NOT NULL,
  "lines" bytea NOT NULL,
  PRIMARY KEY ("analysis_id", "block")
);
-- Read whole and kept: unpacking them would take longer than reading them.
ALTER TABLE "list_block" ALTER COLUMN "lines" SET STORAGE EXTERNAL;

-- Figures in columns are now the shortest decimals, as rows show them, no longer the single-precision numbers
-- themselves, and the author of a label is among them. The next reader has them made anew, with the blocks.
DELETE FROM "analysis_column";
