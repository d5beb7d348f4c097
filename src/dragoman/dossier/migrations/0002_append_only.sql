-- Nothing is overwritten and nothing is taken out, whoever opens the file.

CREATE TRIGGER about_is_not_updated BEFORE UPDATE ON about
BEGIN SELECT RAISE(ABORT, 'append-only: about is never updated'); END;
CREATE TRIGGER about_is_not_deleted BEFORE DELETE ON about
BEGIN SELECT RAISE(ABORT, 'append-only: about is never deleted from'); END;
CREATE TRIGGER about_is_not_replaced BEFORE INSERT ON about
WHEN EXISTS (SELECT 1 FROM about WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'append-only: about is never replaced'); END;

CREATE TRIGGER entry_is_not_updated BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'append-only: entry is never updated'); END;
CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'append-only: entry is never deleted from'); END;
CREATE TRIGGER entry_is_not_replaced BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'append-only: entry is never replaced'); END;

CREATE TRIGGER document_is_not_updated BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'append-only: document is never updated'); END;
CREATE TRIGGER document_is_not_deleted BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'append-only: document is never deleted from'); END;
CREATE TRIGGER document_is_not_replaced BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE no = NEW.no OR sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'append-only: document is never replaced'); END;

CREATE TRIGGER document_text_is_not_updated BEFORE UPDATE ON document_text
BEGIN SELECT RAISE(ABORT, 'append-only: document_text is never updated'); END;
CREATE TRIGGER document_text_is_not_deleted BEFORE DELETE ON document_text
BEGIN SELECT RAISE(ABORT, 'append-only: document_text is never deleted from'); END;
CREATE TRIGGER document_text_is_not_replaced BEFORE INSERT ON document_text
WHEN EXISTS (SELECT 1 FROM document_text WHERE document = NEW.document)
BEGIN SELECT RAISE(ABORT, 'append-only: document_text is never replaced'); END;

CREATE TRIGGER document_raw_is_not_updated BEFORE UPDATE ON document_raw
BEGIN SELECT RAISE(ABORT, 'append-only: document_raw is never updated'); END;
CREATE TRIGGER document_raw_is_not_deleted BEFORE DELETE ON document_raw
BEGIN SELECT RAISE(ABORT, 'append-only: document_raw is never deleted from'); END;
CREATE TRIGGER document_raw_is_not_replaced BEFORE INSERT ON document_raw
WHEN EXISTS (SELECT 1 FROM document_raw WHERE document = NEW.document)
BEGIN SELECT RAISE(ABORT, 'append-only: document_raw is never replaced'); END;

CREATE TRIGGER sighting_is_not_updated BEFORE UPDATE ON sighting
BEGIN SELECT RAISE(ABORT, 'append-only: sighting is never updated'); END;
CREATE TRIGGER sighting_is_not_deleted BEFORE DELETE ON sighting
BEGIN SELECT RAISE(ABORT, 'append-only: sighting is never deleted from'); END;
CREATE TRIGGER sighting_is_not_replaced BEFORE INSERT ON sighting
WHEN EXISTS (SELECT 1 FROM sighting WHERE no = NEW.no)
BEGIN SELECT RAISE(ABORT, 'append-only: sighting is never replaced'); END;

CREATE TRIGGER reading_is_not_updated BEFORE UPDATE ON reading
BEGIN SELECT RAISE(ABORT, 'append-only: reading is never updated'); END;
CREATE TRIGGER reading_is_not_deleted BEFORE DELETE ON reading
BEGIN SELECT RAISE(ABORT, 'append-only: reading is never deleted from'); END;
CREATE TRIGGER reading_is_not_replaced BEFORE INSERT ON reading
WHEN EXISTS (SELECT 1 FROM reading WHERE no = NEW.no OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: reading is never replaced'); END;

CREATE TRIGGER statement_is_not_updated BEFORE UPDATE ON statement
BEGIN SELECT RAISE(ABORT, 'append-only: statement is never updated'); END;
CREATE TRIGGER statement_is_not_deleted BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'append-only: statement is never deleted from'); END;
CREATE TRIGGER statement_is_not_replaced BEFORE INSERT ON statement
WHEN EXISTS (SELECT 1 FROM statement WHERE no = NEW.no)
BEGIN SELECT RAISE(ABORT, 'append-only: statement is never replaced'); END;

CREATE TRIGGER statement_party_is_not_updated BEFORE UPDATE ON statement_party
BEGIN SELECT RAISE(ABORT, 'append-only: statement_party is never updated'); END;
CREATE TRIGGER statement_party_is_not_deleted BEFORE DELETE ON statement_party
BEGIN SELECT RAISE(ABORT, 'append-only: statement_party is never deleted from'); END;
CREATE TRIGGER statement_party_is_not_replaced BEFORE INSERT ON statement_party
WHEN EXISTS (SELECT 1 FROM statement_party WHERE party = NEW.party AND statement = NEW.statement)
BEGIN SELECT RAISE(ABORT, 'append-only: statement_party is never replaced'); END;

CREATE TRIGGER statement_issue_is_not_updated BEFORE UPDATE ON statement_issue
BEGIN SELECT RAISE(ABORT, 'append-only: statement_issue is never updated'); END;
CREATE TRIGGER statement_issue_is_not_deleted BEFORE DELETE ON statement_issue
BEGIN SELECT RAISE(ABORT, 'append-only: statement_issue is never deleted from'); END;
CREATE TRIGGER statement_issue_is_not_replaced BEFORE INSERT ON statement_issue
WHEN EXISTS (SELECT 1 FROM statement_issue WHERE issue = NEW.issue AND statement = NEW.statement)
BEGIN SELECT RAISE(ABORT, 'append-only: statement_issue is never replaced'); END;

CREATE TRIGGER meeting_is_not_updated BEFORE UPDATE ON meeting
BEGIN SELECT RAISE(ABORT, 'append-only: meeting is never updated'); END;
CREATE TRIGGER meeting_is_not_deleted BEFORE DELETE ON meeting
BEGIN SELECT RAISE(ABORT, 'append-only: meeting is never deleted from'); END;
CREATE TRIGGER meeting_is_not_replaced BEFORE INSERT ON meeting
WHEN EXISTS (SELECT 1 FROM meeting WHERE no = NEW.no)
BEGIN SELECT RAISE(ABORT, 'append-only: meeting is never replaced'); END;

CREATE TRIGGER failure_is_not_updated BEFORE UPDATE ON failure
BEGIN SELECT RAISE(ABORT, 'append-only: failure is never updated'); END;
CREATE TRIGGER failure_is_not_deleted BEFORE DELETE ON failure
BEGIN SELECT RAISE(ABORT, 'append-only: failure is never deleted from'); END;
CREATE TRIGGER failure_is_not_replaced BEFORE INSERT ON failure
WHEN EXISTS (SELECT 1 FROM failure WHERE no = NEW.no)
BEGIN SELECT RAISE(ABORT, 'append-only: failure is never replaced'); END;

CREATE TRIGGER judgement_is_not_updated BEFORE UPDATE ON judgement
BEGIN SELECT RAISE(ABORT, 'append-only: judgement is never updated'); END;
CREATE TRIGGER judgement_is_not_deleted BEFORE DELETE ON judgement
BEGIN SELECT RAISE(ABORT, 'append-only: judgement is never deleted from'); END;
CREATE TRIGGER judgement_is_not_replaced BEFORE INSERT ON judgement
WHEN EXISTS (SELECT 1 FROM judgement WHERE no = NEW.no OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: judgement is never replaced'); END;
