-- Lists of features are read from "feature_stat" alone: what was made of it for the memory of a process goes, and so does
-- the number that said when that memory was out of date.
DROP TABLE "analysis_column";
DROP TABLE "token_feature";
DROP TABLE "list_block";
ALTER TABLE "dictionary" DROP COLUMN "marks";
