-- Which documents share text, told when a document comes in, and what a web server said of an answer.
--
-- The first three tables follow from the texts and are made anew where a dossier is rescued.  `copy_key` is an
-- index by content: a document is compared with those only that it has a band of its sketch or a sentence in
-- common with, so that adding costs the same in a large dossier as in a small one.

CREATE TABLE copy_print (
    document  INTEGER PRIMARY KEY REFERENCES document (no),
    exact     BLOB NOT NULL,  -- digest of the article's words
    first     INTEGER NOT NULL REFERENCES document (no),  -- the first document with the same words; itself, if it is
    sketch    BLOB,  -- MinHash of its runs of words, and its sentences; null where `first` has the same
    sentences BLOB,
    published TEXT,  -- what tells which copy is the original
    outlet    TEXT,
    credit    TEXT,
    length    INTEGER NOT NULL
) STRICT;
CREATE INDEX copy_print_by_exact ON copy_print (exact, document);
CREATE INDEX copy_print_of_copies ON copy_print (first, document) WHERE first <> document;

-- Pairs of documents that share text, each the first of its words.
CREATE TABLE copy_link (
    first     INTEGER NOT NULL REFERENCES document (no),
    second    INTEGER NOT NULL REFERENCES document (no),
    kind      TEXT NOT NULL CHECK (kind IN ('near', 'partial')),
    share     REAL NOT NULL,
    sentences INTEGER NOT NULL,
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

CREATE TABLE copy_key (
    key      INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document (no),
    PRIMARY KEY (key, document)
) STRICT, WITHOUT ROWID;

-- What to ask a web server with the next time, so that it can say that nothing has changed.
CREATE TABLE answer (
    no       INTEGER PRIMARY KEY,
    address  TEXT NOT NULL,
    etag     TEXT,
    modified TEXT,
    entry    INTEGER NOT NULL REFERENCES entry (seq)
) STRICT;
CREATE INDEX answer_by_address ON answer (address, no);

CREATE TRIGGER copy_print_is_not_updated BEFORE UPDATE ON copy_print
BEGIN SELECT RAISE(ABORT, 'append-only: copy_print is never updated'); END;
CREATE TRIGGER copy_print_is_not_deleted BEFORE DELETE ON copy_print
BEGIN SELECT RAISE(ABORT, 'append-only: copy_print is never deleted from'); END;
CREATE TRIGGER copy_print_is_not_replaced BEFORE INSERT ON copy_print
WHEN EXISTS (SELECT 1 FROM copy_print WHERE document = NEW.document)
BEGIN SELECT RAISE(ABORT, 'append-only: copy_print is never replaced'); END;

CREATE TRIGGER copy_link_is_not_updated BEFORE UPDATE ON copy_link
BEGIN SELECT RAISE(ABORT, 'append-only: copy_link is never updated'); END;
CREATE TRIGGER copy_link_is_not_deleted BEFORE DELETE ON copy_link
BEGIN SELECT RAISE(ABORT, 'append-only: copy_link is never deleted from'); END;
CREATE TRIGGER copy_link_is_not_replaced BEFORE INSERT ON copy_link
WHEN EXISTS (SELECT 1 FROM copy_link WHERE first = NEW.first AND second = NEW.second)
BEGIN SELECT RAISE(ABORT, 'append-only: copy_link is never replaced'); END;

CREATE TRIGGER copy_key_is_not_updated BEFORE UPDATE ON copy_key
BEGIN SELECT RAISE(ABORT, 'append-only: copy_key is never updated'); END;
CREATE TRIGGER copy_key_is_not_deleted BEFORE DELETE ON copy_key
BEGIN SELECT RAISE(ABORT, 'append-only: copy_key is never deleted from'); END;
CREATE TRIGGER copy_key_is_not_replaced BEFORE INSERT ON copy_key
WHEN EXISTS (SELECT 1 FROM copy_key WHERE key = NEW.key AND document = NEW.document)
BEGIN SELECT RAISE(ABORT, 'append-only: copy_key is never replaced'); END;

CREATE TRIGGER answer_is_not_updated BEFORE UPDATE ON answer
BEGIN SELECT RAISE(ABORT, 'append-only: answer is never updated'); END;
CREATE TRIGGER answer_is_not_deleted BEFORE DELETE ON answer
BEGIN SELECT RAISE(ABORT, 'append-only: answer is never deleted from'); END;
CREATE TRIGGER answer_is_not_replaced BEFORE INSERT ON answer
WHEN EXISTS (SELECT 1 FROM answer WHERE no = NEW.no)
BEGIN SELECT RAISE(ABORT, 'append-only: answer is never replaced'); END;
