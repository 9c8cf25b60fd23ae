using Microsoft.Extensions.Logging;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Server.Models.Checking;
using Segment.Server.Models.Staging;

namespace Segment.Server.Models.Watching;

/// <summary>Takes one file that has settled: private copy, hash, check in a process of its own, decision.</summary>
/// <param name="check">Checks packages.</param>
/// <param name="store">The private copies.</param>
/// <param name="models">Decides.</param>
/// <param name="log">The server's log.</param>
internal sealed class PackageIntake(CheckProcess check, PackageStore store, ModelSwitch models, ILogger log)
    : IDisposable
{
    private const int LongestName = 64;

    private readonly SemaphoreSlim checks = new(Math.Max(1, Environment.ProcessorCount));

    /// <inheritdoc/>
    public void Dispose() => checks.Dispose();

    /// <summary>Takes a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="stamp">How it was when it had settled.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>What came of it.</returns>
    public async Task<IntakeResult> TakeAsync(DroppedFile file, FileStamp stamp, CancellationToken token)
    {
        if (Unfit(file, stamp) is { } unfit)
        {
            models.Refuse(file.Name, null, unfit);
            return IntakeResult.Done;
        }

        try
        {
            using var staged = await store.StageAsync(file.Path, stamp, token).ConfigureAwait(false);
            if (staged is null)
            {
                return IntakeResult.NotWhole;
            }

            if (models.Served(file.Name)?.Sha256 == staged.Sha256)
            {
                models.Unchanged(file.Name);
            }
            else if (!models.IsLeftAside(file.Name, staged.Sha256))
            {
                await DecideAsync(file, staged, token).ConfigureAwait(false);
            }

            return IntakeResult.Done;
        }
        catch (SegmentDataException e)
        {
            models.Refuse(file.Name, null, $"The package '{Path.GetFileName(file.Path)}' cannot be used. {e.Message}");
            return IntakeResult.Done;
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or SegmentEnvironmentException
                        or SegmentOutputException
            )
        {
            // No fault of the package: a full disk, a missing right, a machine without room.
            models.Refuse(file.Name, null, $"{e.Message.TrimEnd('.')}. It is tried again in a while.");
            return IntakeResult.TryAgain;
        }
    }

    private async Task DecideAsync(DroppedFile file, StagedPackage staged, CancellationToken token)
    {
        var before = models.Served(file.Name);
        await checks.WaitAsync(token).ConfigureAwait(false);
        PackageCheckAnswer answer;
        try
        {
            answer = await check.RunAsync(staged.Path, before?.Path, token).ConfigureAwait(false);
        }
        finally
        {
            checks.Release();
        }

        var problem = answer.Problem;
        if (problem is null)
        {
            if (answer.CanaryProblem is { } unfit)
            {
                ModelLog.CanaryLeftOut(log, file.Name, unfit);
            }

            try
            {
                models.Accept(file.Name, staged.Sha256, answer.Canary);
                return;
            }
            catch (SegmentDataException e)
            {
                problem = e.Message;
            }
        }

        var reason = problem.Replace(staged.Path, Path.GetFileName(file.Path), StringComparison.Ordinal);
        store.Quarantine(staged, reason);
        models.Refuse(file.Name, staged.Sha256, reason);
    }

    private static string? Unfit(DroppedFile file, FileStamp stamp)
    {
        if (!stamp.IsPlain)
        {
            return $"'{ShownText.Plain(Path.GetFileName(file.Path))}' is no plain file. Drop the package itself.";
        }

        return IsName(file.Name)
            ? null
            : $"{ShownText.Quote(file.Name)} cannot name a model: a name has 1–{LongestName} letters A–Z, digits, '.', '_' and '-', and begins with a letter or a digit. Rename the file.";
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
