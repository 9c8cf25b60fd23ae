using System.Diagnostics;
using System.Globalization;

namespace Segment.Ledger;

/// <summary>
/// Tells one process from every other, so that a run whose process is gone can be recognised: the machine's start, the space that
/// process numbers count in (containers have their own), the number, and when the process started.
/// </summary>
/// <param name="Boot">The machine's start: the kernel's <c>boot_id</c>; empty where the system has none.</param>
/// <param name="Space">The PID namespace; empty where the system has none.</param>
/// <param name="Id">The process's number.</param>
/// <param name="Start">When it started: clock ticks since the machine's start (proc(5), field 22 of <c>stat</c>), or ticks of its start
/// time where there is no <c>/proc</c>.</param>
internal sealed record ProcessMark(string Boot, string Space, int Id, long Start)
{
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>Field 22 of <c>stat</c>, counted from the third, which follows the name in brackets.</summary>
    private const int StartField = 22 - 3;

    /// <summary>Gets this process.</summary>
    public static ProcessMark Own { get; } = Find(System.Environment.ProcessId)!;

    /// <summary>Tells whether the process lives.</summary>
    /// <returns>Null where that cannot be told from here: another machine, another container, or the machine started anew with
    /// nothing to know it by.</returns>
    public bool? IsAlive()
    {
        if (Boot != Own.Boot || Space != Own.Space || Boot.Length == 0)
        {
            return null;
        }

        return Find(Id) is { } found && found.Start == Start;
    }

    private static ProcessMark? Find(int id) =>
        StartOf(id) is { } start ? new(TextOf(BootFile), NamespaceOf("/proc/self/ns/pid"), id, start) : null;

    private static long? StartOf(int id)
    {
        if (TextOf($"/proc/{id}/stat") is { Length: > 0 } stat)
        {
            // The name may hold spaces and brackets; a zombie (Z) is as good as gone.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[StartField], CultureInfo.InvariantCulture);
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.Ticks;
        }
        catch (Exception e)
            when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static string NamespaceOf(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name ?? string.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
