-- One row an entity; `id` is the number of its Wikidata item, or negative for a user's own entity without one.
CREATE TABLE entity (
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL,
    type TEXT NOT NULL,
    description INTEGER REFERENCES description,
    country INTEGER,
    prominence INTEGER NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    aliases TEXT,
    latitude REAL,
    longitude REAL,
    source INTEGER REFERENCES source
);
CREATE TABLE description (id INTEGER PRIMARY KEY, text TEXT UNIQUE NOT NULL);
CREATE TABLE source (id INTEGER PRIMARY KEY, text TEXT UNIQUE NOT NULL);
-- Names by key; `kind` is label, alias, acronym or demonym (see kg.gazetteer.snapshot.NameKind).
CREATE TABLE name (key TEXT, id INTEGER, kind INTEGER, PRIMARY KEY (key, id, kind)) WITHOUT ROWID;
-- Persons by a 64-bit hash of their romanization key.
CREATE TABLE loose (hash INTEGER, id INTEGER, PRIMARY KEY (hash, id)) WITHOUT ROWID;
-- Seats of power: the place's own item, and the country that it may speak for.
CREATE TABLE metonym (key TEXT PRIMARY KEY, own INTEGER, country INTEGER) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
