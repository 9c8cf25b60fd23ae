using Microsoft.Data.Sqlite;
using Segment.PackageFormat;

namespace Segment.Ledger.Storage;

/// <summary>
/// One ledger file. It is opened for each piece of work and closed again, with SQLite's rollback journal rather than its write-ahead
/// log: the log needs memory shared between the writers, which network drives do not have. A writer that finds the file locked
/// waits its turn.
/// </summary>
/// <param name="path">The file's full path.</param>
internal sealed class LedgerFile(string path)
{
    /// <summary>How long a writer waits for others, in seconds. A piece of work takes milliseconds.</summary>
    public const int PatienceSeconds = 20;

    /// <summary>Gets the file's full path.</summary>
    public string Path { get; } = path;

    /// <summary>Changes the ledger: all of the work, or nothing. The file is made where it is missing, and lifted to the newest layout.</summary>
    /// <typeparam name="T">What the work yields.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="patienceSeconds">How long to wait for others.</param>
    /// <returns>What the work yields.</returns>
    /// <exception cref="SegmentDataException">The file is no ledger, or a newer program's.</exception>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public T Write<T>(Func<SqliteConnection, T> work, int patienceSeconds = PatienceSeconds)
    {
        try
        {
            using var connection = Open(SqliteOpenMode.ReadWriteCreate, patienceSeconds);
            using var transaction = connection.BeginTransaction(deferred: false);
            LedgerSchema.Lift(connection, LedgerSchema.Version(connection, Path));
            var result = work(connection);
            transaction.Commit();
            return result;
        }
        catch (SqliteException e) when (!IsDamage(e))
        {
            throw new SegmentOutputException($"The ledger {Path} cannot be written: {Reason(e)}.", e);
        }
        catch (SqliteException e)
        {
            throw Damage(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || IsMissingLibrary(e))
        {
            throw new SegmentOutputException($"The ledger {Path} cannot be written: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Reads the ledger; other processes may write it at the same time. An older layout is lifted first.</summary>
    /// <typeparam name="T">What the work yields.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>What the work yields.</returns>
    /// <exception cref="SegmentDataException">There is no such file, or it cannot be read, or is no ledger.</exception>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        if (!File.Exists(Path))
        {
            throw new SegmentDataException(
                $"There is no ledger {Path}. 'segment train' and 'segment classify' begin one; --ledger FILE names another."
            );
        }

        try
        {
            using var connection = Open(SqliteOpenMode.ReadWrite, PatienceSeconds);
            if (LedgerSchema.Version(connection, Path) is var version && version < LedgerSchema.Newest)
            {
                connection.Close();
                Write(_ => 0);
                connection.Open();
            }

            using var transaction = connection.BeginTransaction(deferred: true);
            return work(connection);
        }
        catch (SqliteException e) when (!IsDamage(e))
        {
            throw new SegmentDataException($"The ledger {Path} cannot be read: {Reason(e)}.", e);
        }
        catch (SqliteException e)
        {
            throw Damage(e);
        }
        catch (Exception e)
            when (e is FormatException or InvalidCastException or OverflowException or System.Text.Json.JsonException)
        {
            throw new SegmentDataException(
                $"The ledger {Path} holds something that Segment did not write: {e.Message.TrimEnd('.')}. Mend it with an SQLite tool, or begin "
                    + "another ledger.",
                e
            );
        }
    }

    private SqliteConnection Open(SqliteOpenMode mode, int patienceSeconds)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = Path,
                Mode = mode,
                Pooling = false,
                ForeignKeys = true,
                DefaultTimeout = patienceSeconds,
            }.ConnectionString
        );
        try
        {
            connection.Open();

            // A file that came from elsewhere must not run code of its own through views, triggers and functions.
            connection.Do("PRAGMA trusted_schema = OFF");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // SQLite is a native library, which a system of another kind may not be able to load.
    private static bool IsMissingLibrary(Exception e) =>
        e is DllNotFoundException or TypeInitializationException or BadImageFormatException;

    private static bool IsDamage(SqliteException e) => e.SqliteErrorCode is 11 or 26;

    private SegmentDataException Damage(SqliteException e) =>
        new(
            e.SqliteErrorCode == 26
                ? $"{Path} is no ledger: it is no SQLite file. Give another --ledger; nothing was written to it."
                : $"The ledger {Path} is damaged. Restore a copy of it, or rescue what is in it with 'sqlite3 {Path} .recover'.",
            e
        );

    private static string Reason(SqliteException e) =>
        e.SqliteErrorCode switch
        {
            5 or 6 => "other processes kept it locked all the time",
            8 or 3 => "it, or its folder, is not writable",
            10 => "the drive reports an error, or does not lend locks",
            13 => "the disk is full",
            14 => "it, or its folder, cannot be opened",
            _ => e.Message.TrimEnd('.'),
        };
}
