"""Databases: PostgreSQL, MariaDB, MySQL, MongoDB, Redis, SQLite."""

# ruff: noqa: E501 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "database.not-ready",
        "category": "database",
        "title": "The database server does not run or is not reachable",
        "why": "Nothing answers at the database's socket or port: the server did not start, still starts, or the address is wrong.",
        "likely_codes": {1: 6, 2: 4, 170: 4, 180: 4, 190: 4},
        "words": ("could not connect to server", "Can't connect to", "ECONNREFUSED ... 5432"),
        "lookalikes": '"password authentication failed" and "Access denied for user" come from a server that runs.',
        "fixes": (
            {
                "command": "systemctl status postgresql mariadb mysql mongod redis-server",
                "why": "which database is there, and does it run?",
            },
            {
                "command": "ss -ltnp | grep -E ':(5432|3306|27017|6379)'",
                "why": "on which address does it listen?",
            },
            {
                "command": "journalctl -u postgresql* -u mariadb -n 50 --no-pager",
                "why": "why it did not start",
            },
            {
                "advice": "Between Docker containers the host name is the service's name and not localhost."
            },
        ),
    },
    {
        "id": "database.authentication",
        "category": "database",
        "title": "The database refuses the user or password",
        "why": "The password is another one (a left-over database of an earlier install), the role does not exist, or peer authentication wants the system user of the same name.",
        "likely_codes": {1: 5, 2: 3, 171: 3, 181: 3, 191: 3},
        "words": (
            "password authentication failed",
            "Access denied for user",
            "Peer authentication failed",
        ),
        "lookalikes": '"database ... does not exist" comes after a login that worked.',
        "fixes": (
            {
                "command": "runuser -u postgres -- psql -c '\\du'",
                "why": "in the container: the roles of PostgreSQL, as its administrator",
            },
            {
                "command": 'mariadb -e "SELECT user, host, plugin FROM mysql.user"',
                "why": "in the container: the users of MariaDB, as root by socket",
            },
            {
                "advice": "A database of an earlier install keeps its old password: use that, or remove the old data if nothing in it is needed."
            },
        ),
    },
    {
        "id": "database.missing",
        "category": "database",
        "title": "A database, table or column does not exist",
        "why": "The database was not created, or its migrations did not run or ran in the wrong order.",
        "likely_codes": {1: 4, 2: 1, 172: 3, 182: 3, 192: 3},
        "words": ("does not exist", "no such table", "Unknown database"),
        "lookalikes": '"role ... does not exist" is about the user.',
        "fixes": (
            {
                "command": "runuser -u postgres -- psql -l",
                "why": "in the container: PostgreSQL's databases; MariaDB: mariadb -e 'SHOW DATABASES'",
            },
            {
                "advice": "Run the application's migrations as its documentation says, in order, and back the database up before."
            },
        ),
    },
    {
        "id": "database.exists",
        "category": "database",
        "title": "The database, role or table exists already",
        "why": "An earlier try left it behind, and the script creates it without looking.",
        "likely_codes": {1: 4, 2: 1},
        "words": ("already exists", "database exists"),
        "lookalikes": '"already exists" about a logical volume or dataset is a left-over disk.',
        "fixes": (
            {
                "advice": "If nothing in it is needed, drop the database or role of the earlier try and run the installer again; otherwise let the application use it."
            },
            {
                "command": "runuser -u postgres -- pg_dump {database} > /root/{database}.sql",
                "why": "in the container: a copy before anything is dropped",
            },
        ),
    },
    {
        "id": "database.version",
        "category": "database",
        "title": "The database's data belongs to another version",
        "why": "The data directory was written by another major version, a collation changed, or the application wants a newer server.",
        "likely_codes": {1: 4, 3: 1},
        "words": ("database files are incompatible with server", "collation version mismatch"),
        "lookalikes": '"Connection refused" after it is its consequence: the server does not start.',
        "fixes": (
            {"command": "pg_lsclusters", "why": "Debian: the clusters, their versions and state"},
            {
                "advice": "Keep the old major version, or move the data with pg_upgradecluster, pg_dump and restore, or mariadb-upgrade: back the data directory up first."
            },
            {
                "advice": "After a collation mismatch: REINDEX DATABASE, then ALTER DATABASE ... REFRESH COLLATION VERSION."
            },
        ),
    },
    {
        "id": "database.extension",
        "category": "database",
        "title": "A PostgreSQL extension is missing or not loaded",
        "why": "The extension's package for this major version is not installed, or shared_preload_libraries does not name it.",
        "likely_codes": {1: 4, 3: 1},
        "words": (
            "must be loaded via shared_preload_libraries",
            "could not open extension control file",
        ),
        "lookalikes": "The package's number is PostgreSQL's major version: postgresql-16-pgvector does nothing for 17.",
        "fixes": (
            {
                "command": "runuser -u postgres -- psql -Atc 'SHOW server_version; SHOW shared_preload_libraries'",
                "why": "in the container: the version, and what is loaded",
            },
            {
                "command": "apt-cache search 'postgresql-.*-pgvector'",
                "why": "the package for each version; VectorChord comes as a .deb from its project",
            },
            {
                "advice": "Add the library to shared_preload_libraries in postgresql.conf and restart the server."
            },
        ),
    },
    {
        "id": "database.fatal-query",
        "category": "database",
        "title": "A query or migration failed",
        "why": "The database refused a statement: an error in the migration, data that does not fit, or an older schema than the script expects.",
        "likely_codes": {1: 4, 2: 1, 3: 2, 173: 3, 183: 3, 193: 3},
        "words": ("SQLSTATE", "violates", "migration failed"),
        "lookalikes": "A missing extension, table or right has words of its own.",
        "fixes": (
            {
                "advice": "The first failing statement counts. Restore the backup from before the update, or update in smaller steps (each major version in turn)."
            },
        ),
    },
)
