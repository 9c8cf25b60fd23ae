using Microsoft.Data.Sqlite;
using Segment.PackageFormat;

namespace Segment.Ledger.Storage;

/// <summary>
/// The layout of a ledger file, with the steps that lift an older one. <c>PRAGMA application_id</c> says that a file is a ledger,
/// <c>PRAGMA user_version</c> which version of the layout it has.
/// </summary>
internal static class LedgerSchema
{
    /// <summary>What marks a file as a ledger: "SegL" in ASCII.</summary>
    public const int ApplicationId = 0x5365674C;

    // Step i lifts version i to i + 1. Steps are never changed once released: files out there were made by them.
    private static readonly string[] Steps = [Version1];

    /// <summary>Gets the newest version.</summary>
    public static int Newest => Steps.Length;

    private const string Version1 = """
        CREATE TABLE run (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          parent INTEGER REFERENCES run (number),
          part TEXT,
          operation TEXT NOT NULL
            CHECK (operation IN ('chips', 'training', 'search', 'trial', 'quantization', 'classification', 'shard', 'assessment')),
          state TEXT NOT NULL CHECK (state IN ('running', 'open', 'done', 'failed', 'stopped')),
          started_utc TEXT NOT NULL,
          ended_utc TEXT,
          alive_utc TEXT NOT NULL,
          message TEXT,
          command TEXT NOT NULL,
          folder TEXT NOT NULL,
          result TEXT NOT NULL,
          parameters TEXT NOT NULL CHECK (json_valid(parameters)),
          boot TEXT NOT NULL,
          process_space TEXT NOT NULL,
          process_id INTEGER NOT NULL,
          process_start INTEGER NOT NULL,
          batch_alias TEXT,
          platform TEXT,
          training_data TEXT,
          chips INTEGER,
          classes INTEGER,
          geographic_domain TEXT,
          imagery TEXT,
          imagery_year INTEGER,
          bands INTEGER,
          resolution_m REAL,
          chip_size INTEGER,
          model TEXT,
          model_type TEXT,
          backbone TEXT,
          layers INTEGER,
          weights INTEGER,
          epochs_set INTEGER,
          epochs INTEGER,
          best_epoch INTEGER,
          batch_size INTEGER,
          learning_rate REAL,
          accuracy REAL,
          majority_accuracy REAL,
          dice REAL,
          mean_iou REAL,
          test_accuracy REAL,
          kappa REAL,
          training_seconds REAL,
          inference_seconds REAL,
          computer_alias TEXT,
          device TEXT,
          model_bytes INTEGER,
          seed INTEGER,
          data_sha256 TEXT,
          package TEXT,
          package_sha256 TEXT
        ) STRICT;
        CREATE INDEX run_parent ON run (parent);
        CREATE TABLE note (
          run INTEGER NOT NULL REFERENCES run (number),
          field TEXT NOT NULL,
          text TEXT NOT NULL,
          noted_utc TEXT NOT NULL,
          PRIMARY KEY (run, field)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE question (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          text TEXT NOT NULL UNIQUE,
          answers TEXT NOT NULL CHECK (json_valid(answers))
        ) STRICT;
        CREATE TABLE answer (
          run INTEGER NOT NULL REFERENCES run (number),
          question INTEGER NOT NULL REFERENCES question (number),
          text TEXT NOT NULL,
          noted_utc TEXT NOT NULL,
          PRIMARY KEY (run, question)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE thumbnail (
          run INTEGER PRIMARY KEY REFERENCES run (number),
          png BLOB NOT NULL
        ) STRICT;
        """;

    /// <summary>Tells which version of the layout a file has.</summary>
    /// <param name="connection">The open file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <returns>1 up to <see cref="Newest"/>; 0 for a file that is empty.</returns>
    /// <exception cref="SegmentDataException">It is a database of something else, or of a newer program.</exception>
    public static int Version(SqliteConnection connection, string path)
    {
        var (application, version) = (connection.Pragma("application_id"), connection.Pragma("user_version"));
        if (application == 0 && version == 0 && connection.Scalar("SELECT count(*) FROM sqlite_schema") is 0L)
        {
            return 0;
        }

        if (application != ApplicationId || version < 1)
        {
            throw new SegmentDataException(
                $"{path} is a database, but no ledger of Segment's runs. Give another --ledger; nothing was written to it."
            );
        }

        return version <= Newest
            ? (int)version
            : throw new SegmentDataException(
                $"The ledger {path} has layout version {version}; this program knows versions up to {Newest}. Use a newer Segment."
            );
    }

    /// <summary>Brings a file to the newest version.</summary>
    /// <param name="connection">The file, in a transaction that can write.</param>
    /// <param name="from">Its version.</param>
    public static void Lift(SqliteConnection connection, int from)
    {
        if (from == Newest)
        {
            return;
        }

        foreach (var step in Steps.Skip(from))
        {
            connection.Do(step);
        }

        connection.Do($"PRAGMA application_id = {ApplicationId}");
        connection.Do($"PRAGMA user_version = {Newest}");
    }
}
