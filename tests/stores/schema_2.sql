CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sources (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE articles (
    key INTEGER PRIMARY KEY, path TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, id TEXT NOT NULL,
    title TEXT NOT NULL, published TEXT, source TEXT NOT NULL, anchor TEXT, anchor_source TEXT NOT NULL,
    rows INTEGER NOT NULL, status TEXT NOT NULL CHECK (status IN ('ok', 'error', 'removed')), error TEXT NOT NULL,
    digest TEXT NOT NULL, fingerprint TEXT NOT NULL, seen INTEGER NOT NULL, notes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX articles_in_order ON articles (path, number);
CREATE INDEX articles_by_hash ON articles (hash);
CREATE INDEX articles_by_id ON articles (id);
CREATE INDEX articles_by_digest ON articles (digest);
CREATE TABLE texts (article INTEGER PRIMARY KEY REFERENCES articles (key), text BLOB NOT NULL) STRICT;
CREATE TABLE mentions (article INTEGER PRIMARY KEY REFERENCES articles (key), lines BLOB NOT NULL) STRICT;
CREATE TABLE rows (
    article INTEGER NOT NULL REFERENCES articles (key), "row" TEXT, "subject" TEXT, "indicator" TEXT, "measure" TEXT, "value" TEXT, "value_to" TEXT, "unit" TEXT, "dimension" TEXT, "qualifier" TEXT, "basis" TEXT, "modality" TEXT, "attribution" TEXT, "period_text" TEXT, "period_start" TEXT, "period_end" TEXT, "part_of" TEXT, "same_as" TEXT, "section" TEXT, "text" TEXT, "start" INTEGER, "end" INTEGER, "sentence" TEXT, "confidence" REAL, "rule" TEXT, "indicator_std" TEXT, "checks" TEXT
) STRICT;
CREATE INDEX rows_of_article ON rows (article);
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, row TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('accepted', 'corrected', 'rejected', 'added', 'undone')), who TEXT NOT NULL, "when" TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, note TEXT NOT NULL, undoes INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_of_row ON decisions (row);
CREATE INDEX decisions_of_article ON decisions (article);
