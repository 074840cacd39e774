using System.Collections.Immutable;

namespace Burst.Storage.Sqlite;

/// <summary>
/// The steps that lead from an empty database to the present tables. Forward only: a step that was released is never changed,
/// the next change is a step of its own. Times are Unix milliseconds.
/// </summary>
internal static class Schema
{
    public static readonly ImmutableArray<string> Steps =
    [
        """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO meta (name, value) VALUES ('resource-version', 0);

        CREATE TABLE lease (
            id INTEGER PRIMARY KEY CHECK (id = 1), token INTEGER NOT NULL, holder TEXT NOT NULL, acquired_at INTEGER NOT NULL);

        CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        -- A secret has a sealed form only; everything else is readable JSON.
        CREATE TABLE objects (
            kind TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL, resource_version INTEGER NOT NULL,
            json TEXT, sealed BLOB,
            PRIMARY KEY (kind, namespace, name),
            CHECK ((kind = 'Secret') = (json IS NULL)), CHECK ((kind = 'Secret') = (sealed IS NOT NULL)));

        CREATE TABLE usage (
            id TEXT PRIMARY KEY, started_at INTEGER NOT NULL, ended_at INTEGER, pod_uid TEXT, json TEXT NOT NULL);
        CREATE INDEX usage_by_end ON usage (ended_at);

        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, reason TEXT NOT NULL, severity TEXT NOT NULL,
            kind TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL, json TEXT NOT NULL);
        CREATE INDEX events_by_namespace ON events (namespace);
        CREATE INDEX events_by_name ON events (name, namespace);
        CREATE INDEX events_by_uid ON events (uid);

        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, namespace TEXT NOT NULL, pod_name TEXT NOT NULL,
            pod_uid TEXT NOT NULL, json TEXT NOT NULL);
        CREATE INDEX decisions_by_name ON decisions (namespace, pod_name);
        CREATE INDEX decisions_by_uid ON decisions (pod_uid);

        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, user TEXT NOT NULL, verb TEXT NOT NULL, path TEXT NOT NULL,
            status INTEGER NOT NULL);
        """,

        // History is append-only: what was told is not changed, and only pruning, which says so in its transaction, takes it away.
        """
        INSERT INTO meta (name, value) VALUES ('pruning', 0);

        CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append-only: an event is never changed'); END;
        CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'append-only: a decision is never changed'); END;
        CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only: an audit entry is never changed'); END;
        -- An empty interval is a place that was refused: nothing ran, nothing was charged, and the pod may get another place.
        CREATE TRIGGER usage_stays BEFORE UPDATE ON usage
            WHEN OLD.ended_at IS NOT NULL AND OLD.ended_at > OLD.started_at AND (OLD.json <> NEW.json OR OLD.ended_at IS NOT NEW.ended_at OR OLD.started_at <> NEW.started_at)
            BEGIN SELECT RAISE(ABORT, 'append-only: usage that has ended is never changed'); END;

        CREATE TRIGGER events_go_by_pruning BEFORE DELETE ON events
            WHEN (SELECT value FROM meta WHERE name = 'pruning') = 0
            BEGIN SELECT RAISE(ABORT, 'append-only: events go by pruning'); END;
        CREATE TRIGGER decisions_go_by_pruning BEFORE DELETE ON decisions
            WHEN (SELECT value FROM meta WHERE name = 'pruning') = 0
            BEGIN SELECT RAISE(ABORT, 'append-only: decisions go by pruning'); END;
        CREATE TRIGGER audit_goes_by_pruning BEFORE DELETE ON audit
            WHEN (SELECT value FROM meta WHERE name = 'pruning') = 0
            BEGIN SELECT RAISE(ABORT, 'append-only: audit entries go by pruning'); END;
        CREATE TRIGGER usage_goes_by_pruning BEFORE DELETE ON usage
            WHEN OLD.ended_at IS NULL OR (SELECT value FROM meta WHERE name = 'pruning') = 0
            BEGIN SELECT RAISE(ABORT, 'append-only: usage goes by pruning, once it has ended'); END;
        """,

        // Sums take the place of single records in the transaction that takes those away, which is pruning too.
        """
        CREATE TABLE usage_sums (
            starts_at INTEGER NOT NULL, terms TEXT NOT NULL, ends_at INTEGER NOT NULL, pods INTEGER NOT NULL, begun INTEGER NOT NULL,
            millis INTEGER NOT NULL, started_seconds_millis INTEGER NOT NULL, uptime_millis INTEGER NOT NULL,
            PRIMARY KEY (starts_at, terms)) WITHOUT ROWID;

        CREATE TRIGGER usage_sums_come_by_pruning BEFORE INSERT ON usage_sums
            WHEN (SELECT value FROM meta WHERE name = 'pruning') = 0
            BEGIN SELECT RAISE(ABORT, 'append-only: sums of usage are made by pruning'); END;
        CREATE TRIGGER usage_sums_grow_by_pruning BEFORE UPDATE ON usage_sums
            WHEN (SELECT value FROM meta WHERE name = 'pruning') = 0
            BEGIN SELECT RAISE(ABORT, 'append-only: sums of usage are changed by pruning alone'); END;
        CREATE TRIGGER usage_sums_go_by_pruning BEFORE DELETE ON usage_sums
            WHEN (SELECT value FROM meta WHERE name = 'pruning') = 0
            BEGIN SELECT RAISE(ABORT, 'append-only: sums of usage go by pruning'); END;
        """,

        // Objects in the order they came: an index by name would have each new pod change a page of its own somewhere in it. Which row is whose the
        // writer knows (ObjectRows); the state is read as a whole.
        """
        CREATE TABLE objects_by_row (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL,
            resource_version INTEGER NOT NULL, json TEXT, sealed BLOB,
            CHECK ((kind = 'Secret') = (json IS NULL)), CHECK ((kind = 'Secret') = (sealed IS NOT NULL)));
        INSERT INTO objects_by_row (kind, namespace, name, uid, resource_version, json, sealed)
            SELECT kind, namespace, name, uid, resource_version, json, sealed FROM objects ORDER BY rowid;
        DROP TABLE objects;
        ALTER TABLE objects_by_row RENAME TO objects;
        CREATE INDEX objects_sealed ON objects (id) WHERE kind = 'Secret';
        """,

        // Nothing asks for usage by pod: its id says whose it is. From here on JSON may be without what is empty or zero, and is without the version,
        // which is a column.
        """
        ALTER TABLE usage DROP COLUMN pod_uid;
        """,
    ];
}
