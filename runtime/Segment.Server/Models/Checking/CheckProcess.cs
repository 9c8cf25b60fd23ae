using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Segment.PackageFormat;

namespace Segment.Server.Models.Checking;

/// <summary>Has a package checked in a process of its own, with limits on memory and time.</summary>
/// <param name="options">The program and the limits.</param>
internal sealed class CheckProcess(DropInOptions options)
{
    private const int MostOutput = 1 << 20;
    private const int FirstSignal = 128;

    /// <summary>Checks a package.</summary>
    /// <param name="path">The private copy.</param>
    /// <param name="against">The private copy of the package that serves; null where none does.</param>
    /// <param name="token">Stops the check.</param>
    /// <returns>What was found; a process that dies or does not end is a problem of the package.</returns>
    /// <exception cref="SegmentEnvironmentException">The program cannot be started.</exception>
    public async Task<PackageCheckAnswer> RunAsync(string path, string? against, CancellationToken token)
    {
        using var process = Start(path, against);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(options.CheckTime);
        try
        {
            var output = ReadAsync(process.StandardOutput, limit.Token);
            var errors = ReadAsync(process.StandardError, limit.Token);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(limit.Token)).ConfigureAwait(false);
            return Read(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return new PackageCheckAnswer(
                $"Checking it did not end within {options.CheckTime.TotalSeconds:0} s. Do not use this package."
            );
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(string path, string? against)
    {
        var seconds = (long)Math.Ceiling(options.CheckTime.TotalSeconds * Environment.ProcessorCount);
        List<string> words =
        [
            PackageCheck.Word,
            path,
            "--memory",
            options.CheckMemory.ToString(CultureInfo.InvariantCulture),
            "--seconds",
            seconds.ToString(CultureInfo.InvariantCulture),
        ];
        if (options.Canary is { } canary && against is not null)
        {
            words.AddRange(["--canary", Path.GetFullPath(canary), "--against", against]);
        }

        var start = new ProcessStartInfo(options.Program, words)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The collector then plans for the limit instead of meeting it by chance; nothing needs to look into this process.
        start.Environment["DOTNET_GCHeapHardLimit"] = options.CheckMemory.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            Yield(process);
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SegmentEnvironmentException(
                $"The program {options.Program}, which checks packages, cannot be started: {e.Message}",
                e
            );
        }
    }

    // Requests come first.
    private static void Yield(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // It has ended already.
        }
    }

    // What comes from the process may be anything: read so much, and no more.
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken token)
    {
        var text = new char[MostOutput];
        var length = await reader.ReadBlockAsync(text, token).ConfigureAwait(false);
        while (await reader.ReadAsync(new char[4096], token).ConfigureAwait(false) > 0) { }

        return new string(text, 0, length);
    }

    private PackageCheckAnswer Read(int exitCode, string output, string errors)
    {
        if (exitCode == 0)
        {
            try
            {
                return JsonSerializer.Deserialize(output, ModelsJsonContext.Default.PackageCheckAnswer)!;
            }
            catch (JsonException)
            {
                return new PackageCheckAnswer("Checking it gave no answer. Do not use this package.");
            }
        }

        var how =
            exitCode > FirstSignal
                ? $"was ended by signal {exitCode - FirstSignal}"
                : $"ended with exit code {exitCode}";
        var said = ShownText.Plain(errors.Split('\n', 2)[0].Trim());
        return new PackageCheckAnswer(
            $"Checking it {how}, as where native code fails or more than {options.CheckMemory >> 20} MB of memory or "
                + $"{options.CheckTime.TotalSeconds:0} s are needed{(said.Length > 0 ? $" ({said.TrimEnd('.')})" : "")}. Do not use this package."
        );
    }
}
