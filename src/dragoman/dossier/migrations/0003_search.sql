-- Full-text search.  The index is derived and keeps no copy of the words: they are read from the tables.

CREATE VIRTUAL TABLE statement_words USING fts5 (
    quote, names,
    content = 'statement', content_rowid = 'no',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE document_words USING fts5 (
    text,
    content = 'document_text', content_rowid = 'document',
    tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO statement_words (statement_words) VALUES ('rebuild');
INSERT INTO document_words (document_words) VALUES ('rebuild');
