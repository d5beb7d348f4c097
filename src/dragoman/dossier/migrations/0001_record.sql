-- The record of one negotiation.
--
-- Nothing here is ever updated or deleted: three triggers a table refuse it, also for INSERT OR REPLACE,
-- which deletes without firing a DELETE trigger unless recursive triggers are on.  Every row belongs to an
-- `entry`, one accepted transaction with its time; the record of a past moment is what the entries up to
-- that moment brought.  Columns are what questions filter by; `body` holds the record itself as JSON, and
-- `seal` its CRC-32, so that a damaged row is found when it is read.

CREATE TABLE about (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    seq  INTEGER PRIMARY KEY,
    at   TEXT NOT NULL,  -- UTC, ISO 8601, microseconds: sorts as text
    kind TEXT NOT NULL CHECK (kind IN ('document', 'reading', 'sighting', 'failure', 'judgement'))
) STRICT;

-- One text, whole, known by the digest of its bytes.
CREATE TABLE document (
    no         INTEGER PRIMARY KEY,
    sha256     TEXT NOT NULL UNIQUE,
    body       TEXT NOT NULL,  -- the document without its text
    seal       INTEGER NOT NULL,
    entry      INTEGER NOT NULL REFERENCES entry (seq)
) STRICT;

CREATE TABLE document_text (
    document INTEGER PRIMARY KEY REFERENCES document (no),
    text     TEXT NOT NULL,
    seal     INTEGER NOT NULL
) STRICT;

-- The bytes as they lay on disk, compressed, where the text alone cannot give them back.
CREATE TABLE document_raw (
    document INTEGER PRIMARY KEY REFERENCES document (no),
    packing  TEXT NOT NULL CHECK (packing = 'zlib'),
    packed   BLOB NOT NULL
) STRICT;

-- That an address held a document.  The newest sighting of an address names its current version.
CREATE TABLE sighting (
    no       INTEGER PRIMARY KEY,
    address  TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (no),
    entry    INTEGER NOT NULL REFERENCES entry (seq)
) STRICT;
CREATE INDEX sighting_by_address ON sighting (address, no);
CREATE INDEX sighting_by_document ON sighting (document, address, no);

-- What a reader made of a document.  The newest reading of a document counts.
CREATE TABLE reading (
    no        INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    document  INTEGER NOT NULL REFERENCES document (no),
    reader    TEXT NOT NULL,
    published TEXT,  -- the day of publication, as this reading knows it
    outlet    TEXT,
    body      TEXT NOT NULL,  -- the reading without statements, meetings and failures
    seal      INTEGER NOT NULL,
    entry     INTEGER NOT NULL REFERENCES entry (seq)
) STRICT;
CREATE INDEX reading_by_document ON reading (document, no);

CREATE TABLE statement (
    no         INTEGER PRIMARY KEY,
    id         TEXT NOT NULL,
    reading    INTEGER NOT NULL REFERENCES reading (no),
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    act        TEXT NOT NULL,
    day        TEXT,  -- of the act, else of publication
    confidence REAL NOT NULL,
    guarantees INTEGER NOT NULL,  -- how many guarantors it names
    quote      TEXT NOT NULL,
    names      TEXT NOT NULL,  -- everybody in it, a line each, for the search
    body       TEXT NOT NULL,  -- the statement without its quote
    seal       INTEGER NOT NULL
) STRICT;
CREATE INDEX statement_by_id ON statement (id);
CREATE INDEX statement_by_reading ON statement (reading);
CREATE INDEX statement_by_day ON statement (day, reading);

CREATE TABLE statement_party (
    party     TEXT NOT NULL,  -- a party or the actor, case and article evened out
    statement INTEGER NOT NULL REFERENCES statement (no),
    PRIMARY KEY (party, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement_issue (
    issue     TEXT NOT NULL,
    statement INTEGER NOT NULL REFERENCES statement (no),
    PRIMARY KEY (issue, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting (
    no      INTEGER PRIMARY KEY,
    id      TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES reading (no),
    body    TEXT NOT NULL,
    seal    INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_by_id ON meeting (id);
CREATE INDEX meeting_by_reading ON meeting (reading);

-- What could not be read.  A failure of an item is over when the item is sighted later.
CREATE TABLE failure (
    no      INTEGER PRIMARY KEY,
    item    TEXT NOT NULL,
    reading INTEGER REFERENCES reading (no),  -- set where the failure is a passage of a reading
    body    TEXT NOT NULL,
    seal    INTEGER NOT NULL,
    entry   INTEGER NOT NULL REFERENCES entry (seq)
) STRICT;
CREATE INDEX failure_by_item ON failure (item, no);
CREATE INDEX failure_by_reading ON failure (reading);

CREATE TABLE judgement (
    no     INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    body   TEXT NOT NULL,
    seal   INTEGER NOT NULL,
    entry  INTEGER NOT NULL REFERENCES entry (seq)
) STRICT;
CREATE INDEX judgement_by_target ON judgement (target, no);
