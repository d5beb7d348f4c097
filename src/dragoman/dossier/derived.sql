-- What is derived from the record, kept so that no question works it out anew: which statements say the same.
--
-- Nothing of this is the record.  It may be thrown away at any time and is then worked out again; so there are
-- no triggers, no seals and no migrations, and salvage passes it over.  `derived_state` says how far it goes.

CREATE TABLE IF NOT EXISTS derived_state (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Which reading of a document is taken into account.
CREATE TABLE IF NOT EXISTS derived_reading (
    document BIGINT NOT NULL PRIMARY KEY,
    reading  BIGINT NOT NULL
);

-- Statements as judged, by kind of group; `leader` is the statement under which its item lies.
CREATE TABLE IF NOT EXISTS derived_item (
    kind       TEXT NOT NULL,
    statement  BIGINT NOT NULL,
    leader     BIGINT NOT NULL,
    grp        BIGINT NOT NULL,
    document   BIGINT NOT NULL,
    act        TEXT NOT NULL,
    footing    TEXT NOT NULL,
    who        TEXT NOT NULL,
    issues     TEXT NOT NULL,
    day        TEXT,
    published  TEXT,
    confidence REAL NOT NULL,
    measured   INTEGER NOT NULL,
    PRIMARY KEY (kind, leader, statement)
);
CREATE INDEX IF NOT EXISTS derived_item_by_group ON derived_item (kind, grp, statement);
CREATE INDEX IF NOT EXISTS derived_item_by_document ON derived_item (document, kind);
CREATE INDEX IF NOT EXISTS derived_item_by_day ON derived_item (kind, day, statement);

-- What an item boils down to.
CREATE TABLE IF NOT EXISTS derived_says (
    kind   TEXT NOT NULL,
    leader BIGINT NOT NULL,
    grp    BIGINT NOT NULL,
    twin   TEXT NOT NULL,
    body   TEXT NOT NULL,
    PRIMARY KEY (kind, leader)
);
CREATE INDEX IF NOT EXISTS derived_says_by_group ON derived_says (kind, grp, leader);
CREATE INDEX IF NOT EXISTS derived_says_by_twin ON derived_says (kind, twin, leader);

-- In which groups a word stands.
CREATE TABLE IF NOT EXISTS derived_word (
    kind TEXT NOT NULL,
    word BIGINT NOT NULL,
    grp  BIGINT NOT NULL,
    PRIMARY KEY (kind, word, grp)
);

CREATE TABLE IF NOT EXISTS derived_group (
    kind       TEXT NOT NULL,
    grp        BIGINT NOT NULL,
    statements BIGINT NOT NULL,
    documents  BIGINT NOT NULL,
    last       TEXT NOT NULL,
    PRIMARY KEY (kind, grp)
);
CREATE INDEX IF NOT EXISTS derived_group_by_weight ON derived_group (kind, documents DESC, statements DESC, last DESC);
