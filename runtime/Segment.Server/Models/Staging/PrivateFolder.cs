using Segment.PackageFormat;

namespace Segment.Server.Models.Staging;

/// <summary>Makes folders that only this user can enter.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes a folder, unless it is there.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="SegmentOutputException">It cannot be made.</exception>
    public static string Make(string path)
    {
        try
        {
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            if (OperatingSystem.IsWindows())
            {
                return Directory.CreateDirectory(path).FullName;
            }

            // Fails where the folder is somebody else's.
            Directory.CreateDirectory(path, owner);
            File.SetUnixFileMode(path, owner);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"The folder {path} for the server's private state cannot be made: {e.Message.TrimEnd('.')}. Give another place with --state, or let the server's user write there.",
                e
            );
        }
    }
}
