BEGIN TRANSACTION;
CREATE TABLE articles (
    key INTEGER PRIMARY KEY, path TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, id TEXT NOT NULL,
    title TEXT NOT NULL, published TEXT, source TEXT NOT NULL, anchor TEXT, anchor_source TEXT NOT NULL,
    rows INTEGER NOT NULL, status TEXT NOT NULL CHECK (status IN ('ok', 'error', 'removed')), error TEXT NOT NULL,
    digest TEXT NOT NULL, fingerprint TEXT NOT NULL, seen INTEGER NOT NULL, notes TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '', byline TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "articles" VALUES(1,'a.txt',0,'43052d95e923a1f983d6cde25b96b4fc','a.txt','青石经济','2025-10-20','','2025-10-20','published',4,'ok','','17f976211084','f1',0,'','','');
CREATE TABLE changes (
    n INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, number INTEGER NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, row TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('accepted', 'corrected', 'rejected', 'added', 'undone')), who TEXT NOT NULL, "when" TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, note TEXT NOT NULL, undoes INTEGER NOT NULL
) STRICT;
INSERT INTO "decisions" VALUES(1,'a.txt','17f976211084-15-23','corrected','李','2025-11-24T09:00:00+08:00','{"row": "17f976211084-15-23", "article": "a.txt", "title": "青石经济", "published": "2025-10-20", "subject": "青石市", "indicator": "进出口总额", "measure": "level", "value": "123450000000", "unit": "元", "dimension": "money", "modality": "actual", "period_text": "今年前三季度", "period_start": "2025-01-01", "period_end": "2025-09-30", "section": "body", "text": "1234.5亿元", "start": "15", "end": "23", "sentence": "青石市今年前三季度进出口总额达1234.5亿元，同比增长6.2%。", "confidence": "0.71", "rule": "linked_level", "indicator_std": "进出口总额"}','{"row": "17f976211084-15-23", "article": "a.txt", "title": "青石经济", "published": "2025-10-20", "subject": "青石市", "indicator": "进出口总额", "measure": "level", "value": "123450000000", "unit": "元", "dimension": "money", "modality": "actual", "period_text": "今年前三季度", "period_start": "2025-01-01", "period_end": "2025-09-30", "section": "body", "text": "1234.5亿元", "start": "15", "end": "23", "sentence": "青石市今年前三季度进出口总额达1234.5亿元，同比增长6.2%。", "confidence": "0.71", "rule": "linked_level", "indicator_std": "进出口总额"}','核对年报',0);
INSERT INTO "decisions" VALUES(2,'a.txt','17f976211084-28-32','accepted','李','2025-11-24T09:00:00+08:00','{"row": "17f976211084-28-32", "article": "a.txt", "title": "青石经济", "published": "2025-10-20", "subject": "青石市", "indicator": "进出口总额", "measure": "change", "value": "6.2", "unit": "%", "dimension": "percent", "basis": "yoy", "modality": "actual", "period_text": "今年前三季度", "period_start": "2025-01-01", "period_end": "2025-09-30", "section": "body", "text": "6.2%", "start": "28", "end": "32", "sentence": "青石市今年前三季度进出口总额达1234.5亿元，同比增长6.2%。", "confidence": "0.55", "rule": "change_verb", "indicator_std": "进出口总额"}','{"row": "17f976211084-28-32", "article": "a.txt", "title": "青石经济", "published": "2025-10-20", "subject": "青石市", "indicator": "进出口总额", "measure": "change", "value": "6.2", "unit": "%", "dimension": "percent", "basis": "yoy", "modality": "actual", "period_text": "今年前三季度", "period_start": "2025-01-01", "period_end": "2025-09-30", "section": "body", "text": "6.2%", "start": "28", "end": "32", "sentence": "青石市今年前三季度进出口总额达1234.5亿元，同比增长6.2%。", "confidence": "0.55", "rule": "change_verb", "indicator_std": "进出口总额"}','',0);
INSERT INTO "decisions" VALUES(3,'a.txt','17f976211084-40-45','rejected','王','2025-11-24T09:00:00+08:00','{"row": "17f976211084-40-45", "article": "a.txt", "title": "青石经济", "published": "2025-10-20", "subject": "全市", "indicator": "新增就业", "measure": "level", "value": "34000", "unit": "人", "dimension": "count", "modality": "actual", "section": "body", "text": "3.4万人", "start": "40", "end": "45", "sentence": "全市新增就业3.4万人，其中高校毕业生1.1万人。", "confidence": "0.55", "rule": "bare_level", "indicator_std": "城镇新增就业"}','{"row": "17f976211084-40-45", "article": "a.txt", "title": "青石经济", "published": "2025-10-20", "subject": "全市", "indicator": "新增就业", "measure": "level", "value": "34000", "unit": "人", "dimension": "count", "modality": "actual", "section": "body", "text": "3.4万人", "start": "40", "end": "45", "sentence": "全市新增就业3.4万人，其中高校毕业生1.1万人。", "confidence": "0.55", "rule": "bare_level", "indicator_std": "城镇新增就业"}','',0);
INSERT INTO "decisions" VALUES(4,'a.txt','17f976211084-48-53','added','王','2025-11-24T09:00:00+08:00','{}','{"row": "17f976211084-48-53", "article": "a.txt", "indicator": "毕业生", "measure": "level", "dimension": "other", "modality": "actual", "section": "body", "text": "高校毕业生", "start": "48", "end": "53", "confidence": "1.0", "rule": "reviewer"}','',0);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "facts" VALUES('revision','5');
CREATE TABLE mentions (article INTEGER PRIMARY KEY REFERENCES articles (key), lines BLOB NOT NULL) STRICT;
INSERT INTO "mentions" VALUES(1,X'78017DCFB14EC3301006E09DA7C8D2EDB7B17DBE36799A2AAA52912129B45789CEA84245E22990D8D83AB461E065ECF7C0493A00AAB03C9CFFF37DB24B2D8F02A99B0ACB7ABD1184CF97783EC6C36B381DE2C75BECDE4128E08C63656CDAB7635928321867E6CDAA95BBCD4D39580FDBB2955A764869B58375E43587EE2BEE9F60198E8688CDB8B2219E2D8BD9D4596B72AF2CAB74A76C56DB56FE92F7D57A51B582A97613B81CE4FA329BC0FE145CAE52E3BAB0E85990F6E1F41CBA0EDEC033C8A7D764FDF917E48D4ACDFF20ABED056202E7485FB80631A9D4BC40DF89927BBD');
CREATE TABLE rows (
    article INTEGER NOT NULL REFERENCES articles (key), "row" TEXT, "subject" TEXT, "indicator" TEXT, "measure" TEXT, "value" TEXT, "value_to" TEXT, "unit" TEXT, "dimension" TEXT, "qualifier" TEXT, "basis" TEXT, "modality" TEXT, "attribution" TEXT, "period_text" TEXT, "period_start" TEXT, "period_end" TEXT, "part_of" TEXT, "same_as" TEXT, "section" TEXT, "text" TEXT, "start" INTEGER, "end" INTEGER, "sentence" TEXT, "confidence" REAL, "rule" TEXT, "indicator_std" TEXT, "checks" TEXT
) STRICT;
INSERT INTO "rows" VALUES(1,'17f976211084-15-23','青石市','进出口总额','level','123450000000',NULL,'元','money','','','actual','','今年前三季度','2025-01-01','2025-09-30','','','body','1234.5亿元',15,23,'青石市今年前三季度进出口总额达1234.5亿元，同比增长6.2%。',0.71,'linked_level','进出口总额','');
INSERT INTO "rows" VALUES(1,'17f976211084-28-32','青石市','进出口总额','change','6.2',NULL,'%','percent','','yoy','actual','','今年前三季度','2025-01-01','2025-09-30','','','body','6.2%',28,32,'青石市今年前三季度进出口总额达1234.5亿元，同比增长6.2%。',0.55,'change_verb','进出口总额','');
INSERT INTO "rows" VALUES(1,'17f976211084-40-45','全市','新增就业','level','34000',NULL,'人','count','','','actual','','',NULL,NULL,'','','body','3.4万人',40,45,'全市新增就业3.4万人，其中高校毕业生1.1万人。',0.55,'bare_level','城镇新增就业','');
INSERT INTO "rows" VALUES(1,'17f976211084-53-58','全市','高校毕业生','level','11000',NULL,'人','count','','','actual','','',NULL,NULL,'17f976211084-40-45','','body','1.1万人',53,58,'全市新增就业3.4万人，其中高校毕业生1.1万人。',0.57,'bare_level','毕业生:高校','');
CREATE TABLE sources (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    articles INTEGER NOT NULL, ctime INTEGER NOT NULL DEFAULT 0, inode INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE texts (article INTEGER PRIMARY KEY REFERENCES articles (key), text BLOB NOT NULL) STRICT;
INSERT INTO "texts" VALUES(1,X'7801258CCD0A82401845F7BD47DB017FEAF9C410318C2234A230532182108D22A631F461FAEEE8AC7A8526DADE73CE55C9BA4F6FE02E35733CEF0816C4039405C469E8F6F0059685741A952743DB1AA665B309890EDEECF30AB10A6515213FA8B89B3273FC76DC11BCB33E939B5ACFA8AFC47716B389FB24C4AFF01EC44B75D9CA6326AB58D33E4A0D66FC05DD7F01D0F75E01');
CREATE INDEX articles_in_order ON articles (path, number);
CREATE INDEX articles_by_hash ON articles (hash);
CREATE INDEX articles_by_id ON articles (id);
CREATE INDEX articles_by_digest ON articles (digest);
CREATE INDEX rows_of_article ON rows (article);
CREATE INDEX decisions_of_row ON decisions (row);
CREATE INDEX decisions_of_article ON decisions (article);
CREATE TRIGGER article_comes AFTER INSERT ON articles WHEN EXISTS (SELECT 1 FROM facts WHERE name = 'parts')
BEGIN INSERT INTO changes (path, number, digest) VALUES (NEW.path, NEW.number, NEW.digest); END;
CREATE TRIGGER article_goes AFTER DELETE ON articles WHEN EXISTS (SELECT 1 FROM facts WHERE name = 'parts')
BEGIN INSERT INTO changes (path, number, digest) VALUES (OLD.path, OLD.number, OLD.digest); END;
CREATE TRIGGER article_changes AFTER UPDATE ON articles WHEN (OLD.path, OLD.number, OLD.id, OLD.title, OLD.published, OLD.source, OLD.url, OLD.byline, OLD.anchor, OLD.anchor_source, OLD.rows, OLD.status, OLD.error, OLD.digest, OLD.notes) IS NOT (NEW.path, NEW.number, NEW.id, NEW.title, NEW.published, NEW.source, NEW.url, NEW.byline, NEW.anchor, NEW.anchor_source, NEW.rows, NEW.status, NEW.error, NEW.digest, NEW.notes) AND EXISTS (SELECT 1 FROM facts WHERE name = 'parts')
BEGIN INSERT INTO changes (path, number, digest) VALUES (OLD.path, OLD.number, OLD.digest), (NEW.path, NEW.number, NEW.digest); END;
CREATE TRIGGER row_is_decided AFTER INSERT ON decisions WHEN EXISTS (SELECT 1 FROM facts WHERE name = 'parts')
BEGIN INSERT INTO changes (path, number, digest) SELECT path, number, digest FROM articles
WHERE id = NEW.article OR digest = substr(NEW.row, 1, instr(NEW.row, '-') - 1); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('changes',0);
INSERT INTO "sqlite_sequence" VALUES('decisions',4);
COMMIT;
