using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using Segment.PackageFormat;
using Segment.Server.Workers;

namespace Segment.Server.Jobs;

/// <summary>Jobs in a SQLite file, so that they outlive the process.</summary>
internal sealed class JobStore : IDisposable
{
    private const int Layout = 1;
    private const string Columns =
        "id, owner, status, waited, message, progress, created, started, finished, updated, sha256, request, facts, fault";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly Lock turn = new();
    private readonly SqliteConnection connection;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="options">How the server is set up.</param>
    /// <exception cref="SegmentEnvironmentException">The file is of a newer version, or damaged.</exception>
    public JobStore(ServerOptions options)
    {
        Folder = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(options.WorkFolder), "jobs")).FullName;
        var file = Path.Combine(Path.GetFullPath(options.WorkFolder), "jobs.sqlite");
        connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()
        );
        try
        {
            connection.Open();
            Run("PRAGMA journal_mode = WAL");
            Run("PRAGMA synchronous = NORMAL");
            Prepare(file);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new SegmentEnvironmentException(
                $"The jobs in {file} cannot be read: {e.Message.TrimEnd('.')}. Move the file away to begin without jobs.",
                e
            );
        }
    }

    /// <summary>Gets the folder of the jobs' folders.</summary>
    public string Folder { get; }

    /// <summary>Gets the folder of a job's files.</summary>
    /// <param name="id">The job.</param>
    /// <returns>The path.</returns>
    public string FolderOf(string id) => Path.Combine(Folder, id);

    /// <summary>Keeps a job: a new one, or a new picture of one.</summary>
    /// <param name="job">The job.</param>
    public void Save(JobRecord job)
    {
        lock (turn)
        {
            using var command = connection.CreateCommand();
            command.CommandText =
                $"INSERT OR REPLACE INTO job ({Columns}) VALUES ($id, $owner, $status, $waited, $message, $progress, $created, $started, "
                + "$finished, $updated, $sha256, $request, $facts, $fault)";
            Bind(command, job);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Finds a job.</summary>
    /// <param name="id">Its number.</param>
    /// <returns>The job; null where there is none.</returns>
    public JobRecord? Find(string id) => Query("WHERE id = $id", ("$id", id)).FirstOrDefault();

    /// <summary>Lists jobs, the newest first.</summary>
    /// <param name="owner">Whose; null for everybody's.</param>
    /// <returns>The jobs.</returns>
    public IReadOnlyList<JobRecord> List(string? owner) =>
        owner is null
            ? Query("ORDER BY created DESC, id")
            : Query("WHERE owner = $owner ORDER BY created DESC, id", ("$owner", owner));

    /// <summary>Lists the jobs of a status, the oldest first.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The jobs.</returns>
    public IReadOnlyList<JobRecord> Of(JobStatus status) =>
        Query("WHERE status = $status ORDER BY created, id", ("$status", $"{status}"));

    /// <summary>Counts the jobs of a status.</summary>
    /// <param name="status">The status.</param>
    /// <returns>How many.</returns>
    public long Count(JobStatus status)
    {
        lock (turn)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM job WHERE status = $status";
            command.Parameters.AddWithValue("$status", $"{status}");
            return (long)command.ExecuteScalar()!;
        }
    }

    /// <summary>Forgets a job and removes its files.</summary>
    /// <param name="id">The job.</param>
    public void Remove(string id)
    {
        lock (turn)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM job WHERE id = $id";
            command.Parameters.AddWithValue("$id", id);
            command.ExecuteNonQuery();
        }

        RemoveFiles(id);
    }

    /// <summary>Removes a job's files.</summary>
    /// <param name="id">The job.</param>
    public void RemoveFiles(string id)
    {
        try
        {
            Directory.Delete(FolderOf(id), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // It never had any, or they are gone.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static void Bind(SqliteCommand command, JobRecord job)
    {
        void Add(string name, object? value) => command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        Add("$id", job.Id);
        Add("$owner", job.Owner);
        Add("$status", $"{job.Status}");
        Add("$waited", job.IsWaitedFor ? 1 : 0);
        Add("$message", job.Message);
        Add("$progress", job.Progress);
        Add("$created", job.Created.UtcTicks);
        Add("$started", job.Started?.UtcTicks);
        Add("$finished", job.Finished?.UtcTicks);
        Add("$updated", job.Updated.UtcTicks);
        Add("$sha256", job.PackageSha256);
        Add("$request", JsonSerializer.Serialize(job.Request, Json));
        Add("$facts", job.Facts is null ? null : JsonSerializer.Serialize(job.Facts, Json));
        Add("$fault", job.Fault is null ? null : JsonSerializer.Serialize(job.Fault, Json));
    }

    private static JobRecord Read(SqliteDataReader row)
    {
        DateTimeOffset? Time(int column) =>
            row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        return new JobRecord
        {
            Id = row.GetString(0),
            Owner = row.GetString(1),
            Status = Enum.Parse<JobStatus>(row.GetString(2)),
            IsWaitedFor = row.GetInt64(3) != 0,
            Message = Text(4),
            Progress = row.GetDouble(5),
            Created = Time(6)!.Value,
            Started = Time(7),
            Finished = Time(8),
            Updated = Time(9)!.Value,
            PackageSha256 = Text(10),
            Request = JsonSerializer.Deserialize<JobRequest>(row.GetString(11), Json)!,
            Facts = Text(12) is { } facts ? JsonSerializer.Deserialize<MapFacts>(facts, Json) : null,
            Fault = Text(13) is { } fault ? JsonSerializer.Deserialize<JobFault>(fault, Json) : null,
        };
    }

    private void Prepare(string file)
    {
        using var version = connection.CreateCommand();
        version.CommandText = "PRAGMA user_version";
        var found = (long)version.ExecuteScalar()!;
        if (found > Layout)
        {
            throw new SegmentEnvironmentException(
                $"The jobs in {file} are of layout {found}; this version knows {Layout}. Use the newer version of Segment, or move the file away."
            );
        }

        Run(
            "CREATE TABLE IF NOT EXISTS job (id TEXT PRIMARY KEY, owner TEXT NOT NULL, status TEXT NOT NULL, waited INTEGER NOT NULL, "
                + "message TEXT, progress REAL NOT NULL, created INTEGER NOT NULL, started INTEGER, finished INTEGER, "
                + "updated INTEGER NOT NULL, sha256 TEXT, request TEXT NOT NULL, facts TEXT, fault TEXT)"
        );
        Run("CREATE INDEX IF NOT EXISTS job_status ON job (status, created)");
        Run($"PRAGMA user_version = {Layout}");
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<JobRecord> Query(string rest, params ReadOnlySpan<(string Name, string Value)> values)
    {
        lock (turn)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {Columns} FROM job {rest}";
            foreach (var (name, value) in values)
            {
                command.Parameters.AddWithValue(name, value);
            }

            using var rows = command.ExecuteReader();
            List<JobRecord> jobs = [];
            while (rows.Read())
            {
                jobs.Add(Read(rows));
            }

            return jobs;
        }
    }
}
