-- Dictionaries in which only the k largest features of a token are active.
ALTER TABLE "dictionary" DROP CONSTRAINT "dictionary_kind_check";
ALTER TABLE "dictionary" ADD CONSTRAINT "dictionary_kind_check" CHECK ("kind" IN ('standard', 'topk', 'neurons'));
