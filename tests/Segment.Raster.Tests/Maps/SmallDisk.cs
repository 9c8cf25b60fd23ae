using System.Diagnostics;

namespace Segment.Raster.Tests.Maps;

/// <summary>A file system of a few kilobytes, to see what happens when it is full. Needs the right to mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    public const string Filler = "filler";

    private SmallDisk(string path, int kibibytes) => (Path, Kibibytes) = (path, kibibytes);

    public string Path { get; }

    private int Kibibytes { get; }

    public static SmallDisk Mount(string path, int kibibytes)
    {
        Directory.CreateDirectory(path);
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", path) == 0,
            "This user may not mount a small file system."
        );
        return new SmallDisk(path, kibibytes);
    }

    /// <summary>Fills the disk with a file, all but so much.</summary>
    public void LeaveFree(int kibibytes) =>
        File.WriteAllBytes(System.IO.Path.Combine(Path, Filler), new byte[(Kibibytes - kibibytes) * 1024]);

    public void Dispose() => Run("umount", Path);

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
