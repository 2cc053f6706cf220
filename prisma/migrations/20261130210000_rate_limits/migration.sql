-- How often somebody wrote or tried a password lately, counted by every web server with rate-limiter-flexible, which
-- reads and writes this table. "expire" is in milliseconds since 1970. Unlogged: a crash of the database empties it,
-- which forgets tries and loses nothing that anybody was told.
CREATE UNLOGGED TABLE "rate_limit" (
  "key" varchar(255) PRIMARY KEY,
  "points" integer NOT NULL DEFAULT 0,
  "expire" bigint
);
