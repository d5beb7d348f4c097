-- What is derived from the record, kept so that no question works it out anew: which statements say the same.
--
-- Nothing of this is the record.  It may be thrown away at any time and is then worked out again; so there are
-- no triggers, no seals and no migrations, and salvage passes it over.  `derived_state` says how far it goes.
-- Rows lie in the order of their keys, and keys are short, because each page that an article changes is written twice.

CREATE TABLE IF NOT EXISTS derived_state (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- What words tell, by kind of group; apart from the state, which is read far more often.
CREATE TABLE IF NOT EXISTS derived_weights (
    kind  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Which reading of a document is taken into account.
CREATE TABLE IF NOT EXISTS derived_reading (
    document INTEGER NOT NULL PRIMARY KEY,
    reading  BIGINT NOT NULL
);

-- Statements as judged, by kind of group; `leader` is the statement under which its item lies.  They lie group by
-- group, so that a question that looks at all of a kind reads on and never has to seek.
CREATE TABLE IF NOT EXISTS derived_item (
    kind       TEXT NOT NULL,
    grp        BIGINT NOT NULL,
    statement  BIGINT NOT NULL,
    who        TEXT NOT NULL,
    issues     TEXT NOT NULL,
    day        TEXT,
    published  TEXT,
    document   BIGINT NOT NULL,
    leader     BIGINT NOT NULL,
    act        TEXT NOT NULL,
    footing    TEXT NOT NULL,
    confidence REAL NOT NULL,
    measured   INTEGER NOT NULL,
    PRIMARY KEY (kind, grp, statement)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS derived_item_by_document ON derived_item (document, kind, statement);
CREATE INDEX IF NOT EXISTS derived_item_by_day ON derived_item (kind, day, statement, measured, who, issues);

-- What a statement boils down to, and what all statements of one article on one claim boil down to, by the first.
CREATE TABLE IF NOT EXISTS derived_says (
    statement INTEGER NOT NULL PRIMARY KEY,
    body      TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS derived_told (
    statement INTEGER NOT NULL PRIMARY KEY,
    body      TEXT NOT NULL
);

-- In which groups a word stands, or stood; a group that was joined with another goes on under the other's number.
CREATE TABLE IF NOT EXISTS derived_word (
    kind TEXT NOT NULL,
    word BIGINT NOT NULL,
    grp  BIGINT NOT NULL,
    PRIMARY KEY (kind, word, grp)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS derived_joined (
    kind TEXT NOT NULL,
    grp  BIGINT NOT NULL,
    home BIGINT NOT NULL,
    PRIMARY KEY (kind, grp)
) WITHOUT ROWID;

-- Groups with what is counted of them: acts and footings stand between bars, `ends` names the first and last items.
CREATE TABLE IF NOT EXISTS derived_group (
    kind       TEXT NOT NULL,
    grp        BIGINT NOT NULL,
    statements BIGINT NOT NULL,
    documents  BIGINT NOT NULL,
    last       TEXT NOT NULL,
    differing  INTEGER NOT NULL,
    acts       TEXT NOT NULL,
    footings   TEXT NOT NULL,
    ends       TEXT NOT NULL,
    PRIMARY KEY (kind, grp)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS derived_group_by_weight
    ON derived_group (kind, documents DESC, statements DESC, last DESC, grp);
