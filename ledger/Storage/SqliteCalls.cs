using Microsoft.Data.Sqlite;

namespace Segment.Ledger.Storage;

/// <summary>Short forms of the calls of SQLite that the ledger makes.</summary>
internal static class SqliteCalls
{
    /// <summary>Does a statement, or several.</summary>
    /// <param name="connection">The open file.</param>
    /// <param name="sql">The statements, with <c>$names</c> for the values.</param>
    /// <param name="values">Names and values; null is SQL's NULL.</param>
    /// <returns>The rows that were changed.</returns>
    public static int Do(
        this SqliteConnection connection,
        string sql,
        params IEnumerable<(string Name, object? Value)> values
    )
    {
        using var command = connection.Prepared(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Asks for one value.</summary>
    /// <param name="connection">The open file.</param>
    /// <param name="sql">The question.</param>
    /// <param name="values">Names and values.</param>
    /// <returns>The first row's first value; null where there is no row.</returns>
    public static object? Scalar(
        this SqliteConnection connection,
        string sql,
        params IEnumerable<(string Name, object? Value)> values
    )
    {
        using var command = connection.Prepared(sql, values);
        return command.ExecuteScalar() is var value && value is DBNull ? null : value;
    }

    /// <summary>Asks for rows.</summary>
    /// <typeparam name="T">What becomes of a row.</typeparam>
    /// <param name="connection">The open file.</param>
    /// <param name="sql">The question.</param>
    /// <param name="row">Reads one row.</param>
    /// <returns>All rows.</returns>
    public static List<T> Rows<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> row)
    {
        using var command = connection.Prepared(sql, []);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Reads one of the file's own settings.</summary>
    /// <param name="connection">The open file.</param>
    /// <param name="name">Its name.</param>
    /// <returns>Its value.</returns>
    public static long Pragma(this SqliteConnection connection, string name) =>
        (long)connection.Scalar($"PRAGMA {name}")!;

    private static SqliteCommand Prepared(
        this SqliteConnection connection,
        string sql,
        IEnumerable<(string Name, object? Value)> values
    )
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are the ledger's own texts; what comes from outside travels as values.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
