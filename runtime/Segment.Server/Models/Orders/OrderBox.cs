using System.Text.Json;
using Segment.PackageFormat;
using Segment.Server.Models.Staging;

namespace Segment.Server.Models.Orders;

/// <summary>
/// How the command line reaches a server without a network: an order is a file in the folder of private state, and so is the
/// answer. Who may write there may order; the folder is its owner's alone.
/// </summary>
public sealed class OrderBox
{
    private const string Extension = ".json";
    private const int MostBytes = 4096;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan KeptAnswers = TimeSpan.FromHours(1);

    private readonly string state;
    private readonly TimeProvider time;

    /// <summary>Names a folder's box.</summary>
    /// <param name="stateFolder">The folder of private state.</param>
    /// <param name="time">The clock; the system's when null.</param>
    public OrderBox(string stateFolder, TimeProvider? time = null)
    {
        state = stateFolder;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Gets the folder where orders lie.</summary>
    internal string Folder => Path.Combine(state, "orders");

    private string Answers => Path.Combine(state, "answers");

    /// <summary>Gives an order and waits for the answer. Without a server the order stays, and is done when one starts.</summary>
    /// <param name="order">The order.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="token">Stops waiting.</param>
    /// <returns>The answer; null where no server runs, or none answered in time.</returns>
    /// <exception cref="SegmentDataException">No server ever had its private state there.</exception>
    /// <exception cref="SegmentOutputException">The order cannot be written.</exception>
    public OrderAnswer? Give(ModelOrder order, TimeSpan patience, CancellationToken token = default)
    {
        if (!Directory.Exists(Folder))
        {
            throw new SegmentDataException(
                $"No server keeps its state in {state}. Name the folder that it serves with --models, or its --state."
            );
        }

        var name = $"{time.GetUtcNow():yyyyMMdd'T'HHmmssfff}-{Guid.NewGuid():N}{Extension}";
        WholeFile.Write(
            Path.Combine(Folder, name),
            JsonSerializer.SerializeToUtf8Bytes(order, ModelsJsonContext.Default.ModelOrder)
        );
        if (!ServerLock.IsHeld(state))
        {
            return null;
        }

        var start = time.GetTimestamp();
        var answer = Path.Combine(Answers, name);
        while (time.GetElapsedTime(start) < patience && !token.WaitHandle.WaitOne(Look))
        {
            if (File.Exists(answer))
            {
                var said = JsonSerializer.Deserialize(File.ReadAllBytes(answer), ModelsJsonContext.Default.OrderAnswer);
                File.Delete(answer);
                return said;
            }
        }

        token.ThrowIfCancellationRequested();
        return null;
    }

    /// <summary>Makes the folders and clears old answers away.</summary>
    internal void Open()
    {
        PrivateFolder.Make(Folder);
        PrivateFolder.Make(Answers);
        foreach (var answer in new DirectoryInfo(Answers).EnumerateFiles())
        {
            if (time.GetUtcNow() - new DateTimeOffset(answer.LastWriteTimeUtc) > KeptAnswers)
            {
                answer.Delete();
            }
        }
    }

    /// <summary>Takes the orders that lie there, the oldest first, and answers each.</summary>
    /// <param name="obey">Does an order.</param>
    internal void TakeAll(Func<ModelOrder, OrderAnswer> obey)
    {
        foreach (var file in Directory.GetFiles(Folder, $"*{Extension}").Order(StringComparer.Ordinal))
        {
            var answer = Read(file) is { } order
                ? obey(order)
                : new OrderAnswer(Done: false, "The order cannot be read.");
            WholeFile.Write(
                Path.Combine(Answers, Path.GetFileName(file)),
                JsonSerializer.SerializeToUtf8Bytes(answer, ModelsJsonContext.Default.OrderAnswer)
            );
            File.Delete(file);
        }
    }

    private static ModelOrder? Read(string file)
    {
        try
        {
            return new FileInfo(file).Length <= MostBytes
                ? JsonSerializer.Deserialize(File.ReadAllBytes(file), ModelsJsonContext.Default.ModelOrder)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
