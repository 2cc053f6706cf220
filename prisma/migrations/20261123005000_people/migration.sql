-- Accounts, for a server that others reach. A server for one person leaves them empty, save for audit_entry.

-- How much a role may do; every higher one may do what a lower one may.
CREATE FUNCTION "role_rank"("role" text) RETURNS integer LANGUAGE sql IMMUTABLE AS
  $$ SELECT array_position(ARRAY['reader', 'annotator', 'admin'], "role") $$;

CREATE TABLE "person" (
  "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- what this person's labels and scores are signed with
  "name" text NOT NULL CHECK (length(btrim("name")) BETWEEN 1 AND 80),
  "name_key" text NOT NULL,
  "email" text NOT NULL UNIQUE CHECK (
    "email" = lower("email") AND length("email") BETWEEN 3 AND 254 AND "email" ~ '^[^@[:space:]]+@[^@[:space:]]+$'
  ),
  "role" text NOT NULL CHECK ("role" IN ('reader', 'annotator', 'admin')),
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "updated_at" timestamptz NOT NULL DEFAULT now(),
  "removed_at" timestamptz
);

-- Every name an account ever had stays its own: what was signed with it can never become another's.
CREATE TABLE "person_name" (
  "key" text PRIMARY KEY CHECK ("key" = lower("key") AND length("key") BETWEEN 1 AND 320),
  "person_id" uuid NOT NULL REFERENCES "person" ("id"),
  UNIQUE ("key", "person_id")
);
ALTER TABLE "person" ADD CONSTRAINT "person_name_is_own" FOREIGN KEY ("name_key", "id")
  REFERENCES "person_name" ("key", "person_id") DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE "person_credential" (
  "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "person_id" uuid NOT NULL UNIQUE REFERENCES "person" ("id") ON DELETE CASCADE,
  "account_id" text NOT NULL,
  "provider_id" text NOT NULL DEFAULT 'credential' CHECK ("provider_id" = 'credential'),
  -- salt and scrypt key
  "password" text NOT NULL CHECK (length("password") >= 64),
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "updated_at" timestamptz NOT NULL DEFAULT now(),
  CHECK ("account_id" = "person_id"::text)
);

CREATE TABLE "person_session" (
  "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  -- a cookie holds it with a signature that the database does not know how to make
  "token" text NOT NULL UNIQUE,
  "expires_at" timestamptz NOT NULL,
  "ip_address" text,
  "user_agent" text,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "updated_at" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX "person_session_person_idx" ON "person_session" ("person_id");
CREATE INDEX "person_session_expires_idx" ON "person_session" ("expires_at");

-- A link that makes one account.
CREATE TABLE "invitation" (
  "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- SHA-256; the link itself is shown once
  "token_hash" bytea NOT NULL UNIQUE CHECK (octet_length("token_hash") = 32),
  "role" text NOT NULL CHECK ("role" IN ('reader', 'annotator', 'admin')),
  -- the only address that may use it; NULL for any
  "email" text CHECK ("email" = lower("email") AND length("email") BETWEEN 3 AND 254),
  "created_by" text NOT NULL CHECK (length(btrim("created_by")) BETWEEN 1 AND 80),
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "expires_at" timestamptz NOT NULL,
  "used_at" timestamptz,
  "used_by" uuid UNIQUE REFERENCES "person" ("id"),
  "revoked_at" timestamptz,
  CHECK ("expires_at" > "created_at" AND "expires_at" <= "created_at" + interval '31 days'),
  CHECK (("used_at" IS NULL) = ("used_by" IS NULL)),
  CHECK ("used_at" <= "expires_at"),
  CHECK ("used_at" IS NULL OR "revoked_at" IS NULL)
);

CREATE TABLE "api_token" (
  "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "person_id" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "name" text NOT NULL CHECK (length(btrim("name")) BETWEEN 1 AND 80),
  "token_hash" bytea NOT NULL UNIQUE CHECK (octet_length("token_hash") = 32),
  "role" text NOT NULL CHECK ("role" IN ('reader', 'annotator', 'admin')),
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "last_used_at" timestamptz,
  "expires_at" timestamptz NOT NULL,
  "revoked_at" timestamptz,
  CHECK ("expires_at" > "created_at" AND "expires_at" <= "created_at" + interval '366 days')
);
CREATE UNIQUE INDEX "api_token_name_idx" ON "api_token" ("person_id", "name") WHERE "revoked_at" IS NULL;

-- A token is never given more than its owner may do; what the owner loses later is looked at when it is used.
CREATE FUNCTION "api_token_within_role"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "person"
    WHERE "id" = NEW."person_id" AND "removed_at" IS NULL AND role_rank("role") >= role_rank(NEW."role");
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a token may not do more than its owner' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "api_token_role" BEFORE INSERT OR UPDATE OF "role", "person_id" ON "api_token"
  FOR EACH ROW EXECUTE FUNCTION "api_token_within_role"();

-- Who wrote what, when, and whether it succeeded. Never what was written.
CREATE TABLE "audit_entry" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" timestamptz NOT NULL DEFAULT now(),
  "person_id" uuid REFERENCES "person" ("id"),
  "who" text NOT NULL CHECK (length("who") BETWEEN 1 AND 254),
  "via" text NOT NULL CHECK ("via" IN ('name', 'session', 'token', 'sign-in', 'command')),
  "action" text NOT NULL CHECK (length("action") BETWEEN 1 AND 160),
  "target" text NOT NULL CHECK (length("target") <= 300),
  -- as the API answered; 200 for a command that succeeded
  "status" smallint NOT NULL CHECK ("status" BETWEEN 200 AND 599),
  CHECK (("via" IN ('session', 'token')) <= ("person_id" IS NOT NULL))
);
CREATE INDEX "audit_entry_at_idx" ON "audit_entry" ("at");
